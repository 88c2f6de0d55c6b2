<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!--
  text.xsl: DocBook to the layout vocabulary, which is filled into plain text.

  The vocabulary (block, verbatim, rule, row, table, note ...) is described in
  tools/render/layout.h: this stylesheet says what stands where, lines are filled
  in C. Numbers, labels, contents and indexes are read from attributes and
  elements of the namespace s, which the tree carries already.

  The look: text is set in by three columns, so that headings and the headings
  of option entries stand out at the left margin. Chapters stand between rules,
  sections are underlined. An element without a rule keeps its text.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:s="urn:stet:resolve"
    xmlns:xlink="http://www.w3.org/1999/xlink"
    exclude-result-prefixes="s xlink">

<xsl:output method="xml" indent="no"/>
<xsl:param name="version"/>

<!-- === the document === -->

<xsl:template match="/">
  <layout indent="3">
    <xsl:apply-templates/>
    <notes/>
  </layout>
</xsl:template>

<xsl:template match="/*">
  <xsl:call-template name="title-page"/>
  <xsl:apply-templates select="s:toc" mode="contents"/>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="/refentry" priority="2">
  <xsl:call-template name="title-page"/>
  <xsl:apply-templates/>
</xsl:template>

<!-- Shown elsewhere, or nothing to read. -->
<xsl:template match="indexterm|titleabbrev|s:*|bookinfo|articleinfo|info
    |setinfo|partinfo|chapterinfo|appendixinfo|prefaceinfo|sectioninfo
    |sect1info|sect2info|sect3info|sect4info|sect5info|refentryinfo
    |referenceinfo|refsynopsisdivinfo|refsect1info|refsect2info|refsect3info
    |glossaryinfo|bibliographyinfo|indexinfo|blockinfo|objectinfo
    |colspec|spanspec|areaspec|beginpage|anchor"/>

<!-- === title page === -->

<xsl:template name="title-page">
  <xsl:variable name="info" select="bookinfo|articleinfo|info|setinfo
      |refentryinfo|partinfo|chapterinfo|sectioninfo|sect1info"/>
  <xsl:variable name="title"
      select="(title|$info/title|refmeta/refentrytitle)[1]"/>
  <xsl:if test="$title or $info">
    <block indent="-3">
      <rule char="="/>
      <block align="center" before="1">
        <xsl:apply-templates select="$title/node()"/>
        <xsl:for-each select="refmeta/manvolnum">
          <xsl:text>(</xsl:text><xsl:apply-templates/><xsl:text>)</xsl:text>
        </xsl:for-each>
      </block>
      <xsl:for-each select="(subtitle|$info/subtitle)[1]">
        <block align="center"><xsl:apply-templates/></block>
      </xsl:for-each>
      <xsl:if test="$version != '' and not($info/releaseinfo)
          and not($info/edition) and not($info//revnumber)">
        <block align="center" before="1">
          <xsl:value-of select="concat('Version ', $version)"/>
        </block>
      </xsl:if>
      <block before="1">
        <xsl:apply-templates select="$info/*" mode="page"/>
      </block>
      <rule char="=" before="1" after="2"/>
    </block>
  </xsl:if>
</xsl:template>

<xsl:template match="*" mode="page">
  <block align="center"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="title|subtitle|titleabbrev|authorinitials|indexterm
    |keywordset|subjectset|itermset|s:*" mode="page"/>

<xsl:template match="abstract|legalnotice" mode="page">
  <block indent="6" right="6" before="1"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="authorgroup|revhistory" mode="page">
  <xsl:apply-templates select="*" mode="page"/>
</xsl:template>

<xsl:template match="revision" mode="page">
  <block align="center">
    <xsl:text>Revision </xsl:text>
    <xsl:for-each select="*[not(self::date and normalize-space()
        = normalize-space(../../../date))]">
      <xsl:if test="position() > 1"><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </block>
</xsl:template>

<xsl:template match="author|editor|othercredit" mode="page">
  <block align="center">
    <xsl:call-template name="join"/>
  </block>
</xsl:template>

<xsl:template match="author|editor|othercredit|personname|affiliation">
  <xsl:call-template name="join"/>
</xsl:template>

<xsl:template match="revhistory">
  <xsl:for-each select="revision">
    <block><xsl:call-template name="join"/></block>
  </xsl:for-each>
</xsl:template>

<xsl:template match="copyright" mode="page">
  <block align="center" before="1">
    <xsl:call-template name="copyright"/>
  </block>
</xsl:template>

<xsl:template match="copyright" name="copyright">
  <xsl:text>Copyright © </xsl:text>
  <xsl:for-each select="year|holder">
    <xsl:if test="position() > 1">
      <xsl:if test="self::year or preceding-sibling::*[1][self::holder]">,</xsl:if>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:for-each>
</xsl:template>

<!-- The children one after the other. -->
<xsl:template name="join">
  <xsl:param name="with" select="' '"/>
  <xsl:for-each select="*[not(self::indexterm)]">
    <xsl:if test="position() > 1"><xsl:value-of select="$with"/></xsl:if>
    <xsl:apply-templates select="."/>
  </xsl:for-each>
</xsl:template>

<!-- === contents === -->

<xsl:template match="s:toc" mode="contents">
  <xsl:if test="s:entry">
    <block indent="-3" before="2" after="1" underline="-">Contents</block>
    <xsl:variable name="nested" select="boolean(s:entry/s:entry)"/>
    <block after="2">
      <xsl:for-each select="s:entry">
        <xsl:call-template name="entry">
          <xsl:with-param name="before" select="number($nested)"/>
        </xsl:call-template>
      </xsl:for-each>
    </block>
  </xsl:if>
</xsl:template>

<xsl:template name="entry">
  <xsl:param name="before" select="0"/>
  <xsl:variable name="top" select="not(contains(@s:number, '.'))"/>
  <block before="{$before}" hang="2">
    <xsl:if test="@s:number">
      <xsl:attribute name="label">
        <xsl:value-of select="@s:number"/>
        <xsl:if test="$top">.</xsl:if>
      </xsl:attribute>
      <xsl:attribute name="indent">
        <xsl:choose>
          <xsl:when test="$top">4</xsl:when>
          <xsl:when test="string-length(@s:number) > 5">
            <xsl:value-of select="string-length(@s:number) + 1"/>
          </xsl:when>
          <xsl:otherwise>6</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
    </xsl:if>
    <xsl:apply-templates select="s:title/node()"/>
  </block>
  <xsl:if test="s:entry">
    <block indent="{4 + 2 * number(not($top))}">
      <xsl:for-each select="s:entry">
        <xsl:call-template name="entry"/>
      </xsl:for-each>
    </block>
  </xsl:if>
</xsl:template>

<!-- === chapters and sections === -->

<xsl:template match="book/*/title|book/title|article/title|set/title
    |part/title|chapter/title|appendix/title|preface/title|section/title
    |sect1/title|sect2/title|sect3/title|sect4/title|sect5/title
    |simplesect/title|refsect1/title|refsect2/title|refsect3/title
    |refsection/title|refsynopsisdiv/title|reference/title|glossary/title
    |bibliography/title|index/title|colophon/title|dedication/title
    |acknowledgements/title|partintro/title|refentry/title
    |bibliodiv/title|glossdiv/title|indexdiv/title|setindex/title"/>
<xsl:template match="book/subtitle|article/subtitle|set/subtitle
    |part/subtitle|chapter/subtitle|appendix/subtitle|preface/subtitle
    |section/subtitle"/>

<xsl:template match="part|chapter|appendix|preface|reference|glossary
    |bibliography|index|setindex|colophon|dedication|acknowledgements
    |book/article|set/book|refentry">
  <xsl:call-template name="chapter"/>
</xsl:template>

<xsl:template match="article/appendix|article/glossary|article/bibliography
    |article/index|section|sect1|sect2|sect3|sect4|sect5|simplesect|refsect1
    |refsect2|refsect3|refsection|refsynopsisdiv|bibliodiv|glossdiv|indexdiv
    |section/glossary|section/bibliography" priority="1">
  <xsl:call-template name="section"/>
</xsl:template>

<xsl:template name="chapter">
  <notes/>
  <block indent="-3" before="3" after="1">
    <rule char="="/>
    <xsl:call-template name="heading-block"/>
    <rule char="="/>
  </block>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template name="section">
  <notes/>
  <block indent="-3" before="2" after="1">
    <xsl:call-template name="heading-block">
      <xsl:with-param name="underline">
        <xsl:choose>
          <xsl:when test="@s:level = 1">=</xsl:when>
          <xsl:when test="@s:level > 2">~</xsl:when>
          <xsl:otherwise>-</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </block>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template name="heading-block">
  <xsl:param name="underline"/>
  <xsl:variable name="title" select="(title|*/title[contains(name(..), 'info')]
      |refmeta/refentrytitle)[1]"/>
  <xsl:variable name="subtitle" select="(subtitle
      |*/subtitle[contains(name(..), 'info')])[1]"/>
  <block hang="{string-length(@s:number) + 1
      + number(not(contains(@s:number, '.')))}">
    <xsl:if test="$underline != ''">
      <xsl:attribute name="underline">
        <xsl:value-of select="$underline"/>
      </xsl:attribute>
    </xsl:if>
    <xsl:if test="@s:number">
      <xsl:value-of select="@s:number"/>
      <xsl:if test="not(contains(@s:number, '.'))">.</xsl:if>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$title">
        <xsl:apply-templates select="$title/node()"/>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="default-title"/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$subtitle">
      <xsl:text>: </xsl:text>
      <xsl:apply-templates select="$subtitle/node()"/>
    </xsl:if>
  </block>
</xsl:template>

<xsl:template name="default-title">
  <xsl:choose>
    <xsl:when test="self::index[@role = 'concept']">Concept index</xsl:when>
    <xsl:when test="self::index[@role = 'option']">Options index</xsl:when>
    <xsl:when test="self::index[@role = 'variable']">Variables index</xsl:when>
    <xsl:when test="self::index|self::setindex">Index</xsl:when>
    <xsl:when test="self::glossary">Glossary</xsl:when>
    <xsl:when test="self::bibliography">Bibliography</xsl:when>
    <xsl:when test="self::preface">Preface</xsl:when>
    <xsl:when test="self::dedication">Dedication</xsl:when>
    <xsl:when test="self::colophon">Colophon</xsl:when>
    <xsl:when test="self::refsynopsisdiv">Synopsis</xsl:when>
  </xsl:choose>
</xsl:template>

<!-- === paragraphs === -->

<xsl:template match="para|simpara">
  <block before="1"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="formalpara">
  <block before="1">
    <xsl:apply-templates select="title" mode="run-in"/>
    <xsl:apply-templates select="para/node()|simpara/node()"/>
  </block>
</xsl:template>

<xsl:template match="title" mode="run-in">
  <xsl:variable name="text" select="normalize-space()"/>
  <xsl:apply-templates/>
  <xsl:if test="translate(substring($text, string-length($text)),
      '.!?:', '') != ''">.</xsl:if>
  <xsl:text> </xsl:text>
</xsl:template>

<xsl:template match="blockquote|epigraph">
  <block indent="4" right="4" before="1">
    <xsl:apply-templates select="*[not(self::attribution)]|text()"/>
    <xsl:for-each select="attribution">
      <block indent="4" before="1">
        <xsl:text>— </xsl:text>
        <xsl:apply-templates/>
      </block>
    </xsl:for-each>
  </block>
</xsl:template>

<!-- A title of something that is no section. -->
<xsl:template match="title">
  <block before="1"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="subtitle|bridgehead">
  <block indent="-3" before="2" after="1"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="example|informalexample|figure|informalfigure|equation
    |informalequation|sidebar|abstract|partintro|legalnotice|highlights
    |table[not(tgroup)]|informaltable[not(tgroup)]|msgset|qandaset|qandadiv
    |glosslist|bibliolist|screenshot|annotation|topic|answer
    |question|glossdef|refnamediv|task|taskprerequisites|tasksummary
    |mediaobjectco|programlistingco|screenco|imageobject|textobject">
  <block before="1"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="note|tip|important|warning|caution|danger">
  <xsl:variable name="name" select="concat(translate(substring(name(), 1, 1),
      'ntiwcd', 'NTIWCD'), substring(name(), 2), ':')"/>
  <block before="1" label="{$name}" indent="{string-length($name) + 1}">
    <xsl:apply-templates select="title/node()"/>
    <xsl:if test="not(title)"><xsl:apply-templates/></xsl:if>
  </block>
  <xsl:if test="title">
    <block before="1" indent="4">
      <xsl:apply-templates select="node()[not(self::title)]"/>
    </block>
  </xsl:if>
</xsl:template>

<!-- === lines kept as they are === -->

<xsl:template match="programlisting|screen|literallayout|synopsis|address
    |classsynopsisinfo|funcsynopsisinfo">
  <verbatim indent="2" before="1"><xsl:apply-templates/></verbatim>
</xsl:template>

<xsl:template match="co"><number/></xsl:template>

<!-- === lists === -->

<xsl:template name="before">
  <xsl:attribute name="before">
    <xsl:value-of select="number(not(../@spacing = 'compact'))"/>
  </xsl:attribute>
</xsl:template>

<xsl:template match="itemizedlist">
  <xsl:variable name="label">
    <xsl:choose>
      <xsl:when test="count(ancestor::itemizedlist) mod 2">–</xsl:when>
      <xsl:otherwise>•</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <block before="1">
    <xsl:apply-templates select="*[not(self::listitem)]"/>
    <xsl:for-each select="listitem">
      <block label="{$label}" indent="2">
        <xsl:call-template name="before"/>
        <xsl:apply-templates/>
      </block>
    </xsl:for-each>
  </block>
</xsl:template>

<xsl:template match="orderedlist">
  <xsl:variable name="first">
    <xsl:choose>
      <xsl:when test="@startingnumber > 0">
        <xsl:value-of select="@startingnumber - 1"/>
      </xsl:when>
      <xsl:when test="@continuation = 'continues'">
        <xsl:value-of select="count(preceding-sibling::orderedlist[1]
            /listitem)"/>
      </xsl:when>
      <xsl:otherwise>0</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <block before="1">
    <xsl:apply-templates select="*[not(self::listitem)]"/>
    <xsl:call-template name="numbered">
      <xsl:with-param name="items" select="listitem"/>
      <xsl:with-param name="first" select="number($first)"/>
      <xsl:with-param name="style" select="@numeration"/>
    </xsl:call-template>
  </block>
</xsl:template>

<xsl:template name="numbered">
  <xsl:param name="items"/>
  <xsl:param name="first" select="0"/>
  <xsl:param name="style"/>
  <xsl:variable name="format">
    <xsl:choose>
      <xsl:when test="$style = 'loweralpha'">a.</xsl:when>
      <xsl:when test="$style = 'upperalpha'">A.</xsl:when>
      <xsl:when test="$style = 'lowerroman'">i.</xsl:when>
      <xsl:when test="$style = 'upperroman'">I.</xsl:when>
      <xsl:otherwise>1.</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="digits"
      select="string-length(string(count($items) + $first))"/>
  <xsl:variable name="indent">
    <xsl:choose>
      <xsl:when test="contains($style, 'roman')">6</xsl:when>
      <xsl:when test="$digits > 2">
        <xsl:value-of select="$digits + 2"/>
      </xsl:when>
      <xsl:otherwise>4</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:for-each select="$items">
    <xsl:variable name="label">
      <xsl:number value="position() + $first" format="{$format}"/>
    </xsl:variable>
    <block label="{$label}" indent="{$indent}">
      <xsl:call-template name="before"/>
      <xsl:apply-templates/>
    </block>
  </xsl:for-each>
</xsl:template>

<xsl:template match="variablelist">
  <block before="1"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="varlistentry|glossentry">
  <block before="1">
    <xsl:apply-templates select="term|glossterm|acronym|abbrev"/>
    <block indent="4" join="yes">
      <xsl:apply-templates select="listitem|glossdef|glosssee"/>
    </block>
  </block>
</xsl:template>

<xsl:template match="varlistentry/term|glossentry/glossterm
    |glossentry/acronym|glossentry/abbrev" priority="1">
  <block hang="4"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="glosssee|glossseealso|indexentry/see">
  <block>
    <xsl:choose>
      <xsl:when test="self::glosssee">See </xsl:when>
      <xsl:otherwise>See also </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates/>
    <xsl:if test="not(node())"><xsl:value-of select="@otherterm"/></xsl:if>
  </block>
</xsl:template>

<xsl:template match="listitem"><xsl:apply-templates/></xsl:template>

<xsl:template match="simplelist">
  <block before="1">
    <xsl:for-each select="member">
      <block><xsl:apply-templates/></block>
    </xsl:for-each>
  </block>
</xsl:template>

<xsl:template match="simplelist[@type = 'inline']">
  <xsl:call-template name="join">
    <xsl:with-param name="with" select="', '"/>
  </xsl:call-template>
</xsl:template>

<xsl:template match="segmentedlist">
  <block before="1">
    <xsl:apply-templates select="title"/>
    <xsl:for-each select="seglistitem">
      <block before="1">
        <xsl:for-each select="seg">
          <xsl:variable name="at" select="position()"/>
          <block hang="4">
            <xsl:apply-templates select="../../segtitle[$at]/node()"/>
            <xsl:text>: </xsl:text>
            <xsl:apply-templates/>
          </block>
        </xsl:for-each>
      </block>
    </xsl:for-each>
  </block>
</xsl:template>

<xsl:template match="procedure|substeps|stepalternatives">
  <block before="1">
    <xsl:apply-templates select="*[not(self::step)]"/>
    <xsl:call-template name="numbered">
      <xsl:with-param name="items" select="step"/>
      <xsl:with-param name="style" select="substring('loweralpha', 1,
          10 * number(count(ancestor::step) mod 2 = 1))"/>
    </xsl:call-template>
  </block>
</xsl:template>

<xsl:template match="calloutlist">
  <block before="1">
    <xsl:apply-templates select="*[not(self::callout)]"/>
    <xsl:for-each select="callout">
      <block label="({position()})" indent="5" before="1">
        <xsl:apply-templates/>
      </block>
    </xsl:for-each>
  </block>
</xsl:template>

<xsl:template match="qandaentry">
  <block before="1">
    <xsl:for-each select="question">
      <block label="Q:" indent="4"><xsl:apply-templates/></block>
    </xsl:for-each>
    <xsl:for-each select="answer">
      <block label="A:" indent="4" before="1"><xsl:apply-templates/></block>
    </xsl:for-each>
  </block>
</xsl:template>

<xsl:template match="biblioentry|bibliomixed">
  <block before="1" hang="4">
    <xsl:choose>
      <xsl:when test="self::bibliomixed"><xsl:apply-templates/></xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="*[not(self::indexterm)]">
          <xsl:if test="position() > 1">
            <xsl:if test="not(preceding-sibling::*[1][self::abbrev])">
              <xsl:text>.</xsl:text>
            </xsl:if>
            <xsl:text> </xsl:text>
          </xsl:if>
          <xsl:apply-templates select="." mode="biblio"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </block>
</xsl:template>

<xsl:template match="abbrev" mode="biblio">
  <xsl:text>[</xsl:text><xsl:apply-templates/><xsl:text>]</xsl:text>
</xsl:template>
<xsl:template match="title|subtitle" mode="biblio">
  <xsl:apply-templates/>
</xsl:template>
<xsl:template match="authorgroup" mode="biblio">
  <xsl:call-template name="join">
    <xsl:with-param name="with" select="', '"/>
  </xsl:call-template>
</xsl:template>
<xsl:template match="publisher|biblioset|confgroup" mode="biblio">
  <xsl:call-template name="join"/>
</xsl:template>
<xsl:template match="*" mode="biblio"><xsl:apply-templates select="."/></xsl:template>

<!-- === option entries: one line from margin to margin === -->

<xsl:template match="informaltable[@s:unit = 'option']
    |informaltable[tgroup/tbody/row/@s:unit]" priority="2">
  <block indent="-3" before="2" after="1">
    <xsl:for-each select="tgroup/tbody/row">
      <row>
        <xsl:for-each select="entry">
          <cell><xsl:apply-templates/></cell>
        </xsl:for-each>
      </row>
    </xsl:for-each>
  </block>
</xsl:template>

<!-- === tables === -->

<xsl:template match="table|informaltable">
  <block before="1"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="table/title|table/caption|informaltable/caption">
  <block after="1"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="tgroup">
  <xsl:call-template name="tgroup"/>
</xsl:template>

<xsl:template name="tgroup">
  <table before="1">
    <xsl:for-each select="colspec">
      <col width="{@colwidth}">
        <xsl:copy-of select="@align"/>
      </col>
    </xsl:for-each>
    <xsl:apply-templates select="thead"/>
    <xsl:apply-templates select="tbody"/>
    <xsl:apply-templates select="tfoot"/>
  </table>
</xsl:template>

<xsl:template match="table[tr|tbody/tr]|informaltable[tr|tbody/tr]"
    priority="1">
  <block before="1">
    <xsl:apply-templates select="title|caption"/>
    <table>
      <xsl:for-each select="col|colgroup/col">
        <col>
          <xsl:copy-of select="@align"/>
        </col>
      </xsl:for-each>
      <xsl:apply-templates select="thead|tbody|tr"/>
      <xsl:apply-templates select="tfoot"/>
    </table>
  </block>
</xsl:template>

<xsl:template match="thead|tbody|tfoot">
  <xsl:apply-templates select="row|tr"/>
</xsl:template>

<xsl:template match="row|tr">
  <tr>
    <xsl:if test="parent::thead or th and not(td)">
      <xsl:attribute name="head">yes</xsl:attribute>
    </xsl:if>
    <xsl:apply-templates select="entry|entrytbl|td|th"/>
  </tr>
</xsl:template>

<xsl:template match="td|th">
  <td>
    <xsl:if test="@colspan > 1">
      <xsl:attribute name="cols"><xsl:value-of select="@colspan"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="@rowspan > 1">
      <xsl:attribute name="rows"><xsl:value-of select="@rowspan"/></xsl:attribute>
    </xsl:if>
    <xsl:copy-of select="@align"/>
    <xsl:apply-templates/>
  </td>
</xsl:template>

<xsl:template match="entry|entrytbl">
  <td>
    <xsl:if test="@colname|@namest|@spanname">
      <xsl:call-template name="place"/>
    </xsl:if>
    <xsl:if test="@morerows > 0">
      <xsl:attribute name="rows">
        <xsl:value-of select="@morerows + 1"/>
      </xsl:attribute>
    </xsl:if>
    <xsl:copy-of select="@align"/>
    <xsl:choose>
      <xsl:when test="self::entrytbl">
        <xsl:call-template name="tgroup"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </td>
</xsl:template>

<!-- The column an entry begins in, and how many it takes. -->
<xsl:template name="place">
  <xsl:variable name="group" select="../../.."/>
  <xsl:variable name="span"
      select="$group/spanspec[@spanname = current()/@spanname]"/>
  <xsl:variable name="from" select="$group/colspec[@colname
      = (current()/@namest|$span/@namest|current()/@colname)][1]"/>
  <xsl:variable name="to" select="$group/colspec[@colname
      = (current()/@nameend|$span/@nameend)][1]"/>
  <xsl:variable name="first"
      select="count($from/preceding-sibling::colspec) + 1"/>
  <xsl:if test="$from">
    <xsl:attribute name="column">
      <xsl:value-of select="$first"/>
    </xsl:attribute>
    <xsl:if test="$to">
      <xsl:attribute name="cols">
        <xsl:value-of select="count($to/preceding-sibling::colspec) + 2
            - $first"/>
      </xsl:attribute>
    </xsl:if>
  </xsl:if>
</xsl:template>

<!-- === pictures === -->

<xsl:template match="mediaobject">
  <block before="1"><xsl:call-template name="media"/></block>
</xsl:template>

<xsl:template match="inlinemediaobject">
  <xsl:call-template name="media"/>
</xsl:template>

<xsl:template match="graphic|inlinegraphic">
  <xsl:value-of select="concat('[', @fileref, ']')"/>
</xsl:template>

<xsl:template name="media">
  <xsl:choose>
    <xsl:when test="textobject|alt">
      <xsl:text>[</xsl:text>
      <xsl:apply-templates select="(alt|textobject/phrase)/node()"/>
      <xsl:text>]</xsl:text>
      <xsl:apply-templates select="textobject/*[not(self::phrase)]"/>
    </xsl:when>
    <xsl:otherwise>
      <xsl:value-of select="concat('[', */*/@fileref, ']')"/>
    </xsl:otherwise>
  </xsl:choose>
  <xsl:apply-templates select="caption"/>
</xsl:template>

<xsl:template match="caption">
  <block before="1"><xsl:apply-templates/></block>
</xsl:template>

<!-- === references and notes === -->

<xsl:template match="xref">
  <xsl:choose>
    <xsl:when test="node()"><xsl:apply-templates/></xsl:when>
    <xsl:when test="@s:label"><xsl:value-of select="@s:label"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="@linkend"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="link[not(node())]">
  <xsl:choose>
    <xsl:when test="@s:label"><xsl:value-of select="@s:label"/></xsl:when>
    <xsl:otherwise>
      <xsl:value-of select="(@xlink:href|@href|@linkend)[1]"/>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="ulink|link[@xlink:href or @href]">
  <xsl:variable name="url" select="string((@url|@xlink:href|@href)[1])"/>
  <xsl:variable name="text" select="normalize-space()"/>
  <xsl:choose>
    <xsl:when test="$text = ''"><xsl:value-of select="$url"/></xsl:when>
    <xsl:otherwise>
      <xsl:apply-templates/>
      <xsl:if test="$text != $url and concat($text, '/') != $url
          and concat('mailto:', $text) != $url
          and substring-after($url, '//') != $text
          and substring-after($url, '//') != concat($text, '/')">
        <xsl:value-of select="concat(' &lt;', $url, '&gt;')"/>
      </xsl:if>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="footnote">
  <note><xsl:copy-of select="@id"/><xsl:apply-templates/></note>
</xsl:template>

<xsl:template match="footnoteref">
  <noteref id="{@linkend}"/>
</xsl:template>

<xsl:template match="citerefentry">
  <xsl:apply-templates select="refentrytitle/node()"/>
  <xsl:for-each select="manvolnum">
    <xsl:text>(</xsl:text><xsl:apply-templates/><xsl:text>)</xsl:text>
  </xsl:for-each>
</xsl:template>

<!-- === words === -->

<xsl:template match="abbrev|acronym|application|authorinitials|citetitle
    |city|classname|code|command|computeroutput|constant|contrib|corpauthor
    |country|database|date|envar|emphasis|errorcode|errorname|errortext
    |errortype|exceptionname|fax|filename|firstname|firstterm|foreignphrase
    |function|givenname|glossterm|guibutton|guiicon|guilabel|guimenu
    |guimenuitem|guisubmenu|hardware|holder|honorific|interface
    |interfacename|jobtitle|keycap|keycode|keysym|lineage|literal|markup
    |mathphrase|medialabel|member|methodname|modespec|mousebutton|nonterminal
    |ooclass|ooexception|oointerface|option|orgname|otheraddr|othername
    |package|parameter|personblurb|phone|phrase|pob|postcode|productname
    |productnumber|prompt|property|pubdate|publishername|refentrytitle
    |releaseinfo|replaceable|returnvalue|revnumber|revremark|revdescription
    |sgmltag|shortcut|state|street|structfield|structname|surname|symbol
    |systemitem|tag|term|token|type|uri|userinput|varname|wordasword|year
    |edition|issuenum|volumenum|pagenums|isbn|issn|authorgroup|link
    |inlineequation|manvolnum|refclass">
  <xsl:apply-templates/>
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
  <xsl:text>&lt;</xsl:text><xsl:apply-templates/><xsl:text>&gt;</xsl:text>
</xsl:template>

<xsl:template match="optional|citation">
  <xsl:text>[</xsl:text><xsl:apply-templates/><xsl:text>]</xsl:text>
</xsl:template>

<xsl:template match="superscript">
  <xsl:text>^</xsl:text><xsl:apply-templates/>
</xsl:template>

<xsl:template match="subscript">
  <xsl:text>_</xsl:text><xsl:apply-templates/>
</xsl:template>

<xsl:template match="trademark">
  <xsl:apply-templates/>
  <xsl:choose>
    <xsl:when test="@class = 'registered'">®</xsl:when>
    <xsl:when test="@class = 'copyright'">©</xsl:when>
    <xsl:when test="@class = 'service'">(SM)</xsl:when>
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

<xsl:template match="sbr"><br/></xsl:template>

<!-- === synopses === -->

<xsl:template match="cmdsynopsis">
  <block before="1" hang="8"><xsl:call-template name="join"/></block>
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

<xsl:template match="funcsynopsis">
  <block before="1"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="funcprototype">
  <block hang="8">
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
  </block>
</xsl:template>

<!-- === manual pages inside a document === -->

<xsl:template match="refmeta"/>

<xsl:template match="refnamediv">
  <block before="1">
    <xsl:for-each select="refname">
      <xsl:if test="position() > 1">, </xsl:if>
      <xsl:apply-templates/>
    </xsl:for-each>
    <xsl:for-each select="refpurpose">
      <xsl:text> — </xsl:text>
      <xsl:apply-templates/>
    </xsl:for-each>
  </block>
</xsl:template>

<!-- === indexes === -->

<xsl:template match="index|setindex" priority="1">
  <xsl:call-template name="chapter"/>
  <xsl:apply-templates select="s:letter" mode="index"/>
</xsl:template>

<xsl:template match="s:letter" mode="index">
  <block before="2" after="1"><xsl:value-of select="@s:name"/></block>
  <xsl:apply-templates select="s:item" mode="index"/>
</xsl:template>

<xsl:template match="s:item" mode="index">
  <block hang="4">
    <xsl:apply-templates select="s:term/node()"/>
    <xsl:if test="s:ref">
      <xsl:text>&#160; </xsl:text>
      <xsl:for-each select="s:ref[not(@s:label
          = preceding-sibling::s:ref[1]/@s:label)]">
        <xsl:if test="position() > 1">, </xsl:if>
        <xsl:value-of select="@s:label"/>
      </xsl:for-each>
    </xsl:if>
    <xsl:for-each select="s:see|s:seealso">
      <xsl:choose>
        <xsl:when test="position() > 1">; </xsl:when>
        <xsl:otherwise>, </xsl:otherwise>
      </xsl:choose>
      <xsl:text>see </xsl:text>
      <xsl:if test="self::s:seealso">also </xsl:if>
      <xsl:apply-templates/>
    </xsl:for-each>
  </block>
  <xsl:if test="s:item">
    <block indent="4">
      <xsl:apply-templates select="s:item" mode="index"/>
    </block>
  </xsl:if>
</xsl:template>

<!-- === what has no rule keeps its text === -->

<xsl:template match="*">
  <any><xsl:apply-templates/></any>
</xsl:template>

</xsl:stylesheet>
