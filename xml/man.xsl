<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!--
  man.xsl: refentry elements to the manual page vocabulary, which is written as
  roff in C.

  The vocabulary (page, sh, p, item, pre, table ...) is described in
  tools/render/man_write.h. A page assembled from a part of a book comes here as
  a refentry too. An element without a rule keeps its text.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:s="urn:stet:resolve"
    xmlns:xlink="http://www.w3.org/1999/xlink"
    exclude-result-prefixes="s xlink">

<xsl:output method="xml" indent="no"/>
<xsl:param name="version"/>

<xsl:template match="/">
  <man><xsl:apply-templates select="//refentry"/></man>
</xsl:template>

<!-- === the page === -->

<xsl:template match="refentry">
  <xsl:variable name="info" select="refentryinfo|info|docinfo"/>
  <xsl:variable name="book" select="/*/bookinfo|/*/articleinfo|/*/info"/>
  <xsl:variable name="name" select="normalize-space((refmeta/refentrytitle
      |refnamediv/refname)[1])"/>
  <page name="{$name}"
      section="{normalize-space(refmeta/manvolnum)}"
      date="{normalize-space(($info/date|$info/pubdate|refmeta/refmiscinfo[
          @class = 'date']|$book/date|$book/pubdate)[1])}">
    <xsl:attribute name="source">
      <xsl:choose>
        <xsl:when test="refmeta/refmiscinfo[@class = 'source']">
          <xsl:value-of select="normalize-space(refmeta/refmiscinfo[
              @class = 'source'])"/>
          <xsl:if test="refmeta/refmiscinfo[@class = 'version']">
            <xsl:value-of select="concat(' ', normalize-space(
                refmeta/refmiscinfo[@class = 'version']))"/>
          </xsl:if>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="normalize-space(concat(
              ($info/productname|refnamediv/refname)[1], ' ', $version))"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
    <xsl:attribute name="manual">
      <xsl:value-of select="normalize-space((refmeta/refmiscinfo[
          @class = 'manual']|$book/title|/book/title|/article/title)[1])"/>
    </xsl:attribute>
    <xsl:apply-templates/>
  </page>
</xsl:template>

<!-- Read elsewhere, or nothing to read. -->
<xsl:template match="indexterm|titleabbrev|s:*|refmeta|refentryinfo|info
    |docinfo|refsynopsisdivinfo|refsect1info|refsect2info|refsect3info
    |sectioninfo|blockinfo|objectinfo|colspec|spanspec|areaspec|beginpage
    |anchor|index"/>

<xsl:template match="refentry/title|refsect1/title|refsect2/title
    |refsect3/title|refsection/title|section/title|refsynopsisdiv/title"/>

<xsl:template match="refnamediv">
  <sh>Name</sh>
  <p>
    <xsl:for-each select="refname">
      <xsl:if test="position() > 1">, </xsl:if>
      <c><xsl:apply-templates/></c>
    </xsl:for-each>
    <dash/>
    <xsl:apply-templates select="refpurpose/node()"/>
  </p>
</xsl:template>

<xsl:template match="refsynopsisdiv">
  <sh>
    <xsl:apply-templates select="title/node()"/>
    <xsl:if test="not(title)">Synopsis</xsl:if>
  </sh>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="refsect1|refentry/refsection|refentry/section">
  <sh><xsl:apply-templates select="title/node()"/></sh>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="refsect2|refentry/refsection/refsection
    |refentry/section/section" priority="1">
  <ss><xsl:apply-templates select="title/node()"/></ss>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="refsect3|refsection|section|simplesect">
  <p><s><xsl:apply-templates select="title/node()"/></s></p>
  <xsl:apply-templates/>
</xsl:template>

<!-- === paragraphs === -->

<xsl:template match="para|simpara">
  <p><xsl:apply-templates/></p>
</xsl:template>

<xsl:template match="formalpara">
  <p>
    <s><xsl:apply-templates select="title/node()"/>.</s>
    <xsl:text> </xsl:text>
    <xsl:apply-templates select="para/node()|simpara/node()"/>
  </p>
</xsl:template>

<xsl:template match="title|subtitle|bridgehead|table/caption">
  <p><s><xsl:apply-templates/></s></p>
</xsl:template>

<xsl:template match="blockquote|epigraph">
  <in>
    <xsl:apply-templates select="*[not(self::attribution)]|text()"/>
    <xsl:for-each select="attribution">
      <p><xsl:text>— </xsl:text><xsl:apply-templates/></p>
    </xsl:for-each>
  </in>
</xsl:template>

<xsl:template match="note|tip|important|warning|caution">
  <in>
    <xsl:if test="not(title)">
      <p><s>
        <xsl:value-of select="translate(substring(name(), 1, 1),
            'ntiwc', 'NTIWC')"/>
        <xsl:value-of select="substring(name(), 2)"/>
      </s></p>
    </xsl:if>
    <xsl:apply-templates/>
  </in>
</xsl:template>

<xsl:template match="example|informalexample|figure|informalfigure|equation
    |informalequation|sidebar|abstract|partintro|glosslist|answer|question
    |mediaobject|qandaset|qandadiv|listitem|glossdef|bibliolist
    |table|informaltable|imageobject|textobject|caption">
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="programlisting|screen|literallayout|synopsis|address
    |funcsynopsisinfo">
  <pre><xsl:apply-templates/></pre>
</xsl:template>

<xsl:template match="refsynopsisdiv/synopsis">
  <p><xsl:apply-templates/></p>
</xsl:template>

<!-- === lists === -->

<xsl:template match="itemizedlist">
  <xsl:apply-templates select="*[not(self::listitem)]"/>
  <xsl:for-each select="listitem">
    <item indent="3">
      <xsl:call-template name="close"/>
      <tag>•</tag>
      <xsl:apply-templates/>
    </item>
  </xsl:for-each>
</xsl:template>

<xsl:template match="orderedlist|procedure|substeps|stepalternatives">
  <xsl:variable name="format">
    <xsl:choose>
      <xsl:when test="@numeration = 'loweralpha' or self::substeps">a.</xsl:when>
      <xsl:when test="@numeration = 'upperalpha'">A.</xsl:when>
      <xsl:when test="@numeration = 'lowerroman'">i.</xsl:when>
      <xsl:when test="@numeration = 'upperroman'">I.</xsl:when>
      <xsl:otherwise>1.</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="first">
    <xsl:choose>
      <xsl:when test="@startingnumber > 0">
        <xsl:value-of select="@startingnumber - 1"/>
      </xsl:when>
      <xsl:otherwise>0</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:apply-templates select="*[not(self::listitem or self::step)]"/>
  <xsl:for-each select="listitem|step">
    <item indent="5">
      <xsl:call-template name="close"/>
      <tag><xsl:number value="position() + $first" format="{$format}"/></tag>
      <xsl:apply-templates/>
    </item>
  </xsl:for-each>
</xsl:template>

<!-- No blank line before an item of a compact list, but for the first. -->
<xsl:template name="close">
  <xsl:if test="../@spacing = 'compact' and position() > 1">
    <xsl:attribute name="close">yes</xsl:attribute>
  </xsl:if>
</xsl:template>

<xsl:template match="variablelist">
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="varlistentry|glossentry">
  <item>
    <xsl:for-each select="term|glossterm">
      <tag><xsl:apply-templates select="node()"/></tag>
    </xsl:for-each>
    <xsl:apply-templates select="listitem|glossdef"/>
  </item>
</xsl:template>

<xsl:template match="calloutlist">
  <xsl:for-each select="callout">
    <item indent="5">
      <tag>(<xsl:value-of select="position()"/>)</tag>
      <xsl:apply-templates/>
    </item>
  </xsl:for-each>
</xsl:template>

<xsl:template match="qandaentry">
  <xsl:for-each select="question">
    <item indent="4"><tag>Q:</tag><xsl:apply-templates/></item>
  </xsl:for-each>
  <xsl:for-each select="answer">
    <item indent="4"><tag>A:</tag><xsl:apply-templates/></item>
  </xsl:for-each>
</xsl:template>

<xsl:template match="simplelist">
  <p>
    <xsl:for-each select="member">
      <xsl:if test="position() > 1"><br/></xsl:if>
      <xsl:apply-templates/>
    </xsl:for-each>
  </p>
</xsl:template>

<xsl:template match="simplelist[@type = 'inline']">
  <xsl:call-template name="join">
    <xsl:with-param name="with" select="', '"/>
  </xsl:call-template>
</xsl:template>

<xsl:template name="join">
  <xsl:param name="with" select="' '"/>
  <xsl:for-each select="*[not(self::indexterm)]">
    <xsl:if test="position() > 1"><xsl:value-of select="$with"/></xsl:if>
    <xsl:apply-templates select="."/>
  </xsl:for-each>
</xsl:template>

<!-- === tables === -->

<xsl:template match="informaltable[@s:unit = 'option']
    |informaltable[tgroup/tbody/row/@s:unit]" priority="2">
  <xsl:for-each select="tgroup/tbody/row">
    <p>
      <xsl:for-each select="entry">
        <xsl:if test="position() > 1">, </xsl:if>
        <xsl:apply-templates/>
      </xsl:for-each>
    </p>
  </xsl:for-each>
</xsl:template>

<xsl:template match="tgroup|table[tr|tbody/tr]|informaltable[tr|tbody/tr]"
    priority="1">
  <xsl:apply-templates select="title|caption"/>
  <table>
    <xsl:for-each select="colspec|col|colgroup/col">
      <col><xsl:copy-of select="@align"/></col>
    </xsl:for-each>
    <xsl:apply-templates select="thead"/>
    <xsl:apply-templates select="tbody|tr"/>
    <xsl:apply-templates select="tfoot"/>
  </table>
</xsl:template>

<xsl:template match="thead|tbody|tfoot">
  <xsl:apply-templates select="row|tr"/>
</xsl:template>

<xsl:template match="row|tr">
  <tr>
    <xsl:if test="parent::thead">
      <xsl:attribute name="head">yes</xsl:attribute>
    </xsl:if>
    <xsl:apply-templates select="entry|entrytbl|td|th"/>
  </tr>
</xsl:template>

<xsl:template match="entry|td|th|entrytbl">
  <td>
    <xsl:variable name="group" select="../../.."/>
    <xsl:variable name="from" select="$group/colspec[@colname
        = current()/@namest][1]"/>
    <xsl:variable name="to" select="$group/colspec[@colname
        = current()/@nameend][1]"/>
    <xsl:choose>
      <xsl:when test="@colspan > 1">
        <xsl:attribute name="cols">
          <xsl:value-of select="@colspan"/>
        </xsl:attribute>
      </xsl:when>
      <xsl:when test="$from and $to">
        <xsl:attribute name="cols">
          <xsl:value-of select="count($to/preceding-sibling::colspec) + 1
              - count($from/preceding-sibling::colspec)"/>
        </xsl:attribute>
      </xsl:when>
    </xsl:choose>
    <xsl:if test="@morerows > 0 or @rowspan > 1">
      <xsl:attribute name="rows">
        <xsl:value-of select="sum(@rowspan) + sum(@morerows)
            + number(@morerows > 0)"/>
      </xsl:attribute>
    </xsl:if>
    <xsl:apply-templates/>
  </td>
</xsl:template>

<!-- === synopses === -->

<xsl:template match="cmdsynopsis">
  <p><xsl:call-template name="join"/></p>
</xsl:template>

<xsl:template match="arg|group">
  <xsl:variable name="plain" select="@choice = 'plain'
      or parent::group and self::arg"/>
  <xsl:choose>
    <xsl:when test="$plain"/>
    <xsl:when test="@choice = 'req'">{</xsl:when>
    <xsl:otherwise>[</xsl:otherwise>
  </xsl:choose>
  <xsl:choose>
    <xsl:when test="self::group">
      <xsl:call-template name="join">
        <xsl:with-param name="with" select="' | '"/>
      </xsl:call-template>
    </xsl:when>
    <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
  </xsl:choose>
  <xsl:if test="self::arg and @rep = 'repeat'">...</xsl:if>
  <xsl:choose>
    <xsl:when test="$plain"/>
    <xsl:when test="@choice = 'req'">}</xsl:when>
    <xsl:otherwise>]</xsl:otherwise>
  </xsl:choose>
  <xsl:if test="self::group and @rep = 'repeat'">...</xsl:if>
</xsl:template>

<!-- Text of an argument is typed as it stands. -->
<xsl:template match="arg/text()">
  <b><xsl:value-of select="."/></b>
</xsl:template>

<xsl:template match="sbr"><br/></xsl:template>

<xsl:template match="funcsynopsis"><xsl:apply-templates/></xsl:template>

<xsl:template match="funcprototype">
  <p>
    <xsl:apply-templates select="funcdef/node()"/>
    <xsl:text>(</xsl:text>
    <xsl:for-each select="paramdef|varargs|void">
      <xsl:if test="position() > 1">, </xsl:if>
      <xsl:choose>
        <xsl:when test="self::varargs">...</xsl:when>
        <xsl:when test="self::void">void</xsl:when>
        <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:text>);</xsl:text>
  </p>
</xsl:template>

<!-- === references === -->

<xsl:template match="xref|link[not(node())]">
  <xsl:choose>
    <xsl:when test="node()"><xsl:apply-templates/></xsl:when>
    <xsl:when test="@s:label"><xsl:value-of select="@s:label"/></xsl:when>
    <xsl:otherwise>
      <xsl:value-of select="(@linkend|@xlink:href|@href)[1]"/>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="ulink|link[@xlink:href or @href]">
  <xsl:variable name="url" select="string((@url|@xlink:href|@href)[1])"/>
  <xsl:variable name="text" select="normalize-space()"/>
  <xsl:choose>
    <xsl:when test="$text = ''"><c><xsl:value-of select="$url"/></c></xsl:when>
    <xsl:when test="$text = $url or concat($text, '/') = $url
        or concat('mailto:', $text) = $url
        or substring-after($url, '//') = $text
        or substring-after($url, '//') = concat($text, '/')">
      <c><xsl:apply-templates/></c>
    </xsl:when>
    <xsl:otherwise>
      <xsl:apply-templates/>
      <c><xsl:value-of select="concat(' &lt;', $url, '&gt;')"/></c>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="footnote">
  <xsl:text> (</xsl:text>
  <xsl:for-each select="para|simpara">
    <xsl:if test="position() > 1"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates/>
  </xsl:for-each>
  <xsl:text>)</xsl:text>
</xsl:template>

<xsl:template match="footnoteref"/>

<xsl:template match="citerefentry">
  <b><xsl:apply-templates select="refentrytitle/node()"/></b>
  <xsl:for-each select="manvolnum">
    <xsl:text>(</xsl:text><xsl:apply-templates/><xsl:text>)</xsl:text>
  </xsl:for-each>
</xsl:template>

<xsl:template match="textobject/phrase|alt">
  <p>[<xsl:apply-templates/>]</p>
</xsl:template>

<xsl:template match="inlinemediaobject">
  <xsl:value-of select="concat('[', normalize-space(alt|textobject/phrase),
      ']')"/>
</xsl:template>

<xsl:template match="imagedata[not(../../textobject or ../../alt)]|graphic">
  <p><xsl:value-of select="concat('[', @fileref, ']')"/></p>
</xsl:template>
<xsl:template match="imagedata"/>

<!-- === words: b is typed, i stands for something, c is code === -->

<xsl:template match="option|command|userinput|literal|code|function|constant
    |envar|refname|computeroutput|prompt|sgmltag|tag|keycap|type|classname
    |methodname|structname|errorcode|errorname|markup|symbol|token|property">
  <b><xsl:apply-templates/></b>
</xsl:template>

<xsl:template match="filename|replaceable|varname|parameter|structfield">
  <ic><xsl:apply-templates/></ic>
</xsl:template>

<xsl:template match="emphasis|citetitle|firstterm|foreignphrase|wordasword">
  <i><xsl:apply-templates/></i>
</xsl:template>

<xsl:template match="emphasis[@role = 'bold' or @role = 'strong']">
  <s><xsl:apply-templates/></s>
</xsl:template>

<xsl:template match="uri|systemitem">
  <c><xsl:apply-templates/></c>
</xsl:template>

<xsl:template match="quote">
  <xsl:choose>
    <xsl:when test="count(ancestor::quote) mod 2">
      <xsl:text>‘</xsl:text><xsl:apply-templates/><xsl:text>’</xsl:text>
    </xsl:when>
    <xsl:otherwise>
      <xsl:text>“</xsl:text><xsl:apply-templates/><xsl:text>”</xsl:text>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="email">
  <c>
    <xsl:text>&lt;</xsl:text><xsl:apply-templates/><xsl:text>&gt;</xsl:text>
  </c>
</xsl:template>

<xsl:template match="optional|citation">
  <xsl:text>[</xsl:text><xsl:apply-templates/><xsl:text>]</xsl:text>
</xsl:template>

<xsl:template match="superscript">
  <xsl:text>^</xsl:text><xsl:apply-templates/>
</xsl:template>

<xsl:template match="trademark">
  <xsl:apply-templates/>
  <xsl:choose>
    <xsl:when test="@class = 'registered'">®</xsl:when>
    <xsl:otherwise>™</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="keycombo">
  <xsl:call-template name="join">
    <xsl:with-param name="with" select="'+'"/>
  </xsl:call-template>
</xsl:template>

<xsl:template match="menuchoice">
  <xsl:call-template name="join">
    <xsl:with-param name="with" select="' > '"/>
  </xsl:call-template>
</xsl:template>

<xsl:template match="author|editor|othercredit|personname">
  <xsl:call-template name="join"/>
</xsl:template>

<!-- What has no rule keeps its text. -->
<xsl:template match="*">
  <any><xsl:apply-templates/></any>
</xsl:template>

</xsl:stylesheet>
