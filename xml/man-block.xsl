<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- Blocks of manual pages: paragraphs, listings, tables, synopses. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:s="urn:stet:resolve"
    xmlns:m="http://www.w3.org/1998/Math/MathML"
    xmlns:svg="http://www.w3.org/2000/svg"
    exclude-result-prefixes="s m svg">

<!-- === paragraphs === -->

<xsl:template match="para|simpara">
  <p><xsl:apply-templates/></p>
</xsl:template>

<xsl:template match="formalpara">
  <p>
    <s>
      <xsl:apply-templates select="title/node()"/>
      <xsl:if test="translate(substring(normalize-space(title),
          string-length(normalize-space(title))), '.!?:', '') != ''">.</xsl:if>
    </s>
    <xsl:text> </xsl:text>
    <xsl:apply-templates select="para/node()|simpara/node()"/>
  </p>
</xsl:template>

<xsl:template match="title|subtitle|bridgehead|table/caption
    |informaltable/caption">
  <p><s><xsl:apply-templates/></s></p>
</xsl:template>

<!-- What has a number, too: "Figure 1: Title". -->
<xsl:template match="figure/title|table/title|example/title|equation/title
    |figure/*/title[contains(name(..), 'info')]
    |table/*/title[contains(name(..), 'info')]" priority="1">
  <xsl:variable name="of" select="ancestor::*[not(contains(name(), 'info'))][1]"/>
  <p>
    <s>
      <xsl:if test="$of/@s:number">
        <xsl:value-of select="concat(translate(substring(name($of), 1, 1),
            'fte', 'FTE'), substring(name($of), 2), ' ', $of/@s:number, ': ')"/>
      </xsl:if>
      <xsl:apply-templates/>
    </s>
  </p>
</xsl:template>

<xsl:template match="blockquote|epigraph">
  <in>
    <xsl:apply-templates select="*[not(self::attribution)]|text()"/>
    <xsl:for-each select="attribution">
      <p><xsl:text>— </xsl:text><xsl:apply-templates/></p>
    </xsl:for-each>
  </in>
</xsl:template>

<xsl:template match="note|tip|important|warning|caution|danger">
  <xsl:variable name="title" select="(title|*/title[contains(name(..),
      'info')])[1]"/>
  <xsl:variable name="first" select="*[not(self::title
      or contains(name(), 'info'))][1][self::para or self::simpara]"/>
  <in>
    <p>
      <s>
        <xsl:value-of select="translate(substring(name(), 1, 1),
            'ntiwcd', 'NTIWCD')"/>
        <xsl:value-of select="substring(name(), 2)"/>
        <xsl:if test="$title">
          <xsl:text>: </xsl:text>
          <xsl:apply-templates select="$title/node()"/>
        </xsl:if>
      </s>
      <xsl:if test="$first"><br/></xsl:if>
      <xsl:apply-templates select="$first/node()"/>
    </p>
    <xsl:apply-templates select="node()[not(self::title)
        and generate-id() != generate-id($first)]"/>
  </in>
</xsl:template>

<!-- What holds blocks and looks like nothing itself. -->
<xsl:template match="example|informalexample|figure|informalfigure|equation
    |informalequation|abstract|partintro|legalnotice|highlights|table
    |informaltable|msgset|qandaset|qandadiv|glosslist|bibliolist|screenshot
    |annotation|answer|question|glossdef|task|taskprerequisites|tasksummary
    |taskrelated|mediaobjectco|graphicco|programlistingco|screenco
    |imageobject|imageobjectco|textobject|videoobject|audioobject
    |revdescription|personblurb|authorblurb|formalgroup|printhistory
    |productionset|msgexplan|ackno|cover|dialogue|poetry|result|listitem
    |callout|caption|refentry/*/refentry|section/refentry|reference|part
    |article|bibliocoverage[*]|toc|lot|dedication|colophon|acknowledgements
    |indexdiv|tocchap|tocfront|tocback|tocpart|tocdiv|toclevel1|toclevel2
    |toclevel3|toclevel4|toclevel5">
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="tocentry|lotentry|tocfront[not(*)]|tocback[not(*)]"
    priority="1">
  <p><xsl:apply-templates/></p>
</xsl:template>

<xsl:template match="sidebar">
  <in><xsl:apply-templates/></in>
</xsl:template>

<!-- === messages of a program === -->

<xsl:template match="msgentry|simplemsgentry">
  <xsl:variable name="rest" select="*[not(self::msg or self::msgtext)]
      |text()[normalize-space()]"/>
  <xsl:apply-templates select="msg|msgtext"/>
  <xsl:if test="$rest">
    <in><xsl:apply-templates select="$rest"/></in>
  </xsl:if>
</xsl:template>

<xsl:template match="msg|msgmain|msgsub|msgrel|msgtext|msginfo">
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="msglevel|msgorig|msgaud">
  <p>
    <xsl:choose>
      <xsl:when test="self::msglevel">Level: </xsl:when>
      <xsl:when test="self::msgorig">Origin: </xsl:when>
      <xsl:otherwise>Audience: </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates/>
  </p>
</xsl:template>

<!-- === lines kept as they are === -->

<xsl:template match="programlisting|screen|literallayout|synopsis|address
    |funcsynopsisinfo|classsynopsisinfo">
  <pre><xsl:apply-templates/></pre>
</xsl:template>

<xsl:template match="refsynopsisdiv/synopsis">
  <p><xsl:apply-templates/></p>
</xsl:template>

<!-- Numbers and callouts, which stand in the listing already. -->
<xsl:template match="s:line"><xsl:value-of select="."/></xsl:template>

<xsl:template match="s:mark">
  <xsl:value-of select="concat(., '(', @s:number, ')')"/>
</xsl:template>

<xsl:template match="co">
  <xsl:value-of select="concat('(', @s:number, ')')"/>
</xsl:template>

<xsl:template match="coref"><xsl:value-of select="@s:label"/></xsl:template>

<!-- === pictures, and what they say in words === -->

<xsl:template match="mediaobject|figure/imageobject">
  <p><xsl:call-template name="media"/></p>
</xsl:template>

<xsl:template match="inlinemediaobject">
  <xsl:call-template name="media"/>
</xsl:template>

<xsl:template match="graphic|inlinegraphic|imagedata|videodata|audiodata
    |textdata">
  <xsl:if test="@fileref|@entityref">
    <xsl:value-of select="concat('[', (@fileref|@entityref)[1], ']')"/>
  </xsl:if>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="graphic">
  <p>
    <xsl:value-of select="concat('[', (@fileref|@entityref)[1], ']')"/>
  </p>
</xsl:template>

<xsl:template name="media">
  <xsl:variable name="words" select="alt|textobject/phrase"/>
  <xsl:apply-templates select="objectinfo|info|blockinfo"/>
  <xsl:for-each select="$words">
    <xsl:text>[</xsl:text><xsl:apply-templates/><xsl:text>]</xsl:text>
    <xsl:if test="position() != last()"><xsl:text> </xsl:text></xsl:if>
  </xsl:for-each>
  <xsl:apply-templates select="textobject[*[not(self::phrase)]]"/>
  <xsl:if test="not($words) and not(textobject)">
    <xsl:apply-templates select="(imageobject|imageobjectco/imageobject
        |videoobject|audioobject)[1]/*"/>
  </xsl:if>
  <xsl:apply-templates select="imageobjectco/calloutlist|caption"/>
</xsl:template>

<xsl:template match="textobject[parent::inlinemediaobject]">
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="alt">
  <xsl:text>[</xsl:text><xsl:apply-templates/><xsl:text>]</xsl:text>
</xsl:template>

<!-- Mathematics: as the author wrote it in words, else its text. -->
<xsl:template match="equation/mathphrase|informalequation/mathphrase">
  <in><p><xsl:apply-templates/></p></in>
</xsl:template>

<xsl:template match="equation/alt|informalequation/alt|inlineequation/alt">
  <xsl:if test="not(../mathphrase)">
    <xsl:text>[</xsl:text><xsl:apply-templates/><xsl:text>]</xsl:text>
  </xsl:if>
</xsl:template>

<xsl:template match="m:math">
  <xsl:if test="not(../alt)">
    <xsl:value-of select="normalize-space()"/>
  </xsl:if>
</xsl:template>

<xsl:template match="svg:svg"/>

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

<!-- Words between the rows have no place there: they go before. -->
<xsl:template match="tgroup|table[tr|tbody/tr]|informaltable[tr|tbody/tr]"
    name="tgroup" priority="1">
  <xsl:variable name="strays" select="text()[normalize-space()]
      |thead/text()[normalize-space()]|tbody/text()[normalize-space()]
      |tfoot/text()[normalize-space()]"/>
  <xsl:apply-templates select="title|caption"/>
  <xsl:if test="$strays">
    <p>
      <xsl:for-each select="$strays">
        <xsl:value-of select="concat(., ' ')"/>
      </xsl:for-each>
    </p>
  </xsl:if>
  <table>
    <xsl:apply-templates select="thead"/>
    <xsl:apply-templates select="tbody|tr"/>
    <xsl:apply-templates select="tfoot"/>
  </table>
  <xsl:apply-templates select="textobject|mediaobject"/>
</xsl:template>

<xsl:template match="thead|tbody|tfoot">
  <xsl:apply-templates select="row|tr"/>
</xsl:template>

<xsl:template match="row|tr">
  <tr>
    <xsl:if test="parent::thead or th and not(td) and not(
        preceding-sibling::tr[2])">
      <xsl:attribute name="head">yes</xsl:attribute>
    </xsl:if>
    <xsl:if test="parent::tfoot and not(preceding-sibling::*)">
      <xsl:attribute name="foot">yes</xsl:attribute>
    </xsl:if>
    <xsl:apply-templates select="entry|entrytbl|td|th"/>
    <xsl:if test="text()[normalize-space()]">
      <td><xsl:apply-templates select="text()"/></td>
    </xsl:if>
  </tr>
</xsl:template>

<xsl:template match="entry|td|th|entrytbl">
  <td>
    <xsl:if test="@s:column">
      <xsl:attribute name="column">
        <xsl:value-of select="@s:column"/>
      </xsl:attribute>
    </xsl:if>
    <xsl:if test="@s:cols">
      <xsl:attribute name="cols"><xsl:value-of select="@s:cols"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="@s:rows">
      <xsl:attribute name="rows"><xsl:value-of select="@s:rows"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="@s:align">
      <xsl:attribute name="align">
        <xsl:value-of select="@s:align"/>
      </xsl:attribute>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="self::entrytbl">
        <xsl:call-template name="tgroup"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </td>
</xsl:template>

<!-- === synopses of commands === -->

<!-- The arguments hang behind the command. -->
<xsl:template match="cmdsynopsis">
  <xsl:choose>
    <xsl:when test="*[1][self::command] and not(*[self::command][2])">
      <item indent="{string-length(normalize-space(command)) + 1}">
        <tag><xsl:apply-templates select="command"/></tag>
        <p>
          <xsl:call-template name="synopsis">
            <xsl:with-param name="of" select="*[position() > 1]"/>
          </xsl:call-template>
        </p>
      </item>
    </xsl:when>
    <xsl:otherwise><p><xsl:call-template name="synopsis"/></p></xsl:otherwise>
  </xsl:choose>
  <xsl:apply-templates select="synopfragment"/>
</xsl:template>

<xsl:template match="synopfragment">
  <item indent="4">
    <tag><xsl:value-of select="concat('(', @s:number, ')')"/></tag>
    <p><xsl:call-template name="synopsis"/></p>
  </item>
</xsl:template>

<xsl:template name="synopsis">
  <xsl:param name="of" select="*"/>
  <xsl:for-each select="$of[not(self::synopfragment or self::indexterm)]">
    <xsl:if test="position() > 1"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates select="."/>
  </xsl:for-each>
</xsl:template>

<xsl:template match="synopfragmentref">
  <xsl:value-of select="@s:label"/>
  <xsl:if test="node()">
    <xsl:if test="not(@s:label)">(</xsl:if>
    <xsl:if test="@s:label"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates/>
    <xsl:if test="not(@s:label)">)</xsl:if>
  </xsl:if>
</xsl:template>

<!-- What stands in a group is parted by bars: it needs no brackets. -->
<xsl:template match="arg|group">
  <xsl:variable name="plain" select="@choice = 'plain'
      or parent::group and self::arg and not(@choice = 'opt')"/>
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
    <xsl:otherwise><xsl:apply-templates mode="arg"/></xsl:otherwise>
  </xsl:choose>
  <xsl:if test="self::arg and @rep = 'repeat'">...</xsl:if>
  <xsl:choose>
    <xsl:when test="$plain"/>
    <xsl:when test="@choice = 'req'">}</xsl:when>
    <xsl:otherwise>]</xsl:otherwise>
  </xsl:choose>
  <xsl:if test="self::group and @rep = 'repeat'">...</xsl:if>
</xsl:template>

<!-- Text of an argument is typed as it stands; white space at its ends is
     none of it. -->
<xsl:template match="*" mode="arg"><xsl:apply-templates select="."/></xsl:template>

<xsl:template match="text()" mode="arg">
  <xsl:variable name="text" select="normalize-space()"/>
  <xsl:if test="preceding-sibling::*
      and normalize-space(substring(., 1, 1)) = ''">
    <xsl:text> </xsl:text>
  </xsl:if>
  <b><xsl:value-of select="$text"/></b>
  <xsl:if test="$text != '' and following-sibling::*
      and normalize-space(substring(., string-length())) = ''">
    <xsl:text> </xsl:text>
  </xsl:if>
</xsl:template>

<xsl:template match="sbr"><br/></xsl:template>

<!-- === synopses of functions and classes === -->

<xsl:template match="funcsynopsis">
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="funcprototype">
  <p>
    <xsl:for-each select="modifier[following-sibling::funcdef]">
      <xsl:apply-templates/><xsl:text> </xsl:text>
    </xsl:for-each>
    <xsl:apply-templates select="funcdef"/>
    <xsl:call-template name="parameters">
      <xsl:with-param name="of" select="paramdef|varargs|void"/>
    </xsl:call-template>
    <xsl:for-each select="modifier[preceding-sibling::funcdef]">
      <xsl:text> </xsl:text><xsl:apply-templates/>
    </xsl:for-each>
    <xsl:text>;</xsl:text>
  </p>
</xsl:template>

<xsl:template name="parameters">
  <xsl:param name="of"/>
  <xsl:text>(</xsl:text>
  <xsl:for-each select="$of">
    <xsl:if test="position() > 1">, </xsl:if>
    <xsl:apply-templates select="."/>
  </xsl:for-each>
  <xsl:text>)</xsl:text>
</xsl:template>

<xsl:template match="varargs">...</xsl:template>
<xsl:template match="void">void</xsl:template>
<xsl:template match="funcdef|paramdef"><xsl:apply-templates/></xsl:template>

<xsl:template match="funcparams">
  <xsl:text>(</xsl:text><xsl:apply-templates/><xsl:text>)</xsl:text>
</xsl:template>

<xsl:template match="initializer">
  <xsl:text> = </xsl:text><xsl:apply-templates/>
</xsl:template>

<xsl:template match="methodparam|ooclass|ooexception|oointerface">
  <xsl:for-each select="*[not(self::modifier)
      or not(../../self::classsynopsis) or ../preceding-sibling::ooclass]">
    <xsl:if test="position() > 1 and not(self::initializer
        or self::funcparams)"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates select="."/>
  </xsl:for-each>
  <xsl:if test="not(*)"><xsl:apply-templates/></xsl:if>
</xsl:template>

<xsl:template match="classsynopsis|packagesynopsis">
    <xsl:apply-templates select="classsynopsisinfo[not(preceding-sibling::*)]"/>
    <p>
      <xsl:for-each select="ooclass[1]/modifier">
        <xsl:apply-templates/><xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:value-of select="concat((@class|@language[not(../@class)])[1],
          substring('class', 1, 5 * number(not(@class or @language))), ' ')"/>
      <xsl:for-each select="ooclass|ooexception|oointerface|package|modifier">
        <xsl:choose>
          <xsl:when test="position() = 1"/>
          <xsl:when test="self::oointerface and preceding-sibling::*[1]
              [self::ooclass]"> implements </xsl:when>
          <xsl:when test="position() = 2"> : </xsl:when>
          <xsl:otherwise>, </xsl:otherwise>
        </xsl:choose>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
      <xsl:text> {</xsl:text>
    </p>
    <in>
      <p>
        <xsl:for-each select="fieldsynopsis|constructorsynopsis
            |destructorsynopsis|methodsynopsis">
          <xsl:if test="position() > 1"><br/></xsl:if>
          <xsl:call-template name="member"/>
        </xsl:for-each>
      </p>
      <xsl:apply-templates select="classsynopsis
          |classsynopsisinfo[preceding-sibling::*]"/>
    </in>
    <p>}</p>
</xsl:template>

<xsl:template match="fieldsynopsis|constructorsynopsis|destructorsynopsis
    |methodsynopsis">
  <p><xsl:call-template name="member"/></p>
</xsl:template>

<xsl:template name="member">
  <xsl:for-each select="modifier|type|methodname|varname
      |void[not(preceding-sibling::methodname)]">
    <xsl:if test="position() > 1"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates select="."/>
  </xsl:for-each>
  <xsl:apply-templates select="initializer"/>
  <xsl:if test="not(self::fieldsynopsis)">
    <xsl:call-template name="parameters">
      <xsl:with-param name="of" select="methodparam|void[
          preceding-sibling::methodname]"/>
    </xsl:call-template>
    <xsl:for-each select="exceptionname">
      <xsl:choose>
        <xsl:when test="position() = 1"> throws </xsl:when>
        <xsl:otherwise>, </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates/>
    </xsl:for-each>
  </xsl:if>
  <xsl:text>;</xsl:text>
</xsl:template>

<xsl:template match="enumsynopsis|unionsynopsis|typedefsynopsis|macrosynopsis">
    <xsl:for-each select="*">
      <p>
        <xsl:call-template name="join"/>
        <xsl:if test="not(*)"><xsl:apply-templates/></xsl:if>
      </p>
    </xsl:for-each>
</xsl:template>

<!-- A rule of a grammar. -->
<xsl:template match="production">
  <p>
    <xsl:apply-templates select="lhs/node()"/>
    <xsl:for-each select="rhs">
      <xsl:choose>
        <xsl:when test="position() = 1"> ::= </xsl:when>
        <xsl:otherwise> | </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates/>
    </xsl:for-each>
    <xsl:for-each select="constraint">
      <xsl:text> [</xsl:text><xsl:apply-templates/><xsl:text>]</xsl:text>
    </xsl:for-each>
  </p>
</xsl:template>

<xsl:template match="productionrecap|sbr" priority="-1"/>

</xsl:stylesheet>
