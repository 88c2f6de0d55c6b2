<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- Blocks of text: paragraphs, warnings, figures, listings, synopses. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:s="urn:stet:resolve"
    xmlns:m="http://www.w3.org/1998/Math/MathML"
    xmlns:svg="http://www.w3.org/2000/svg"
    exclude-result-prefixes="s m svg">

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

<!-- What has a number, too: "Figure 3.1: Title". -->
<xsl:template match="figure/title|table/title|example/title|equation/title
    |figure/*/title[contains(name(..), 'info')]
    |table/*/title[contains(name(..), 'info')]">
  <xsl:variable name="of" select="ancestor::*[not(contains(name(), 'info'))][1]"/>
  <xsl:variable name="name">
    <xsl:if test="$of/@s:number">
      <xsl:value-of select="concat(translate(substring(name($of), 1, 1), 'fte',
          'FTE'), substring(name($of), 2), ' ', $of/@s:number, ':')"/>
    </xsl:if>
  </xsl:variable>
  <block before="1" after="1">
    <xsl:if test="$name != ''">
      <xsl:attribute name="hang">
        <xsl:value-of select="string-length($name) + 1"/>
      </xsl:attribute>
      <xsl:value-of select="concat($name, ' ')"/>
    </xsl:if>
    <xsl:apply-templates/>
  </block>
</xsl:template>

<xsl:template match="subtitle|bridgehead">
  <block indent="-3" before="2" after="1"><xsl:apply-templates/></block>
</xsl:template>

<!-- What holds blocks and looks like nothing itself. -->
<xsl:template match="example|informalexample|figure|informalfigure|equation
    |informalequation|abstract|partintro|legalnotice|highlights
    |table[not(tgroup)]|informaltable[not(tgroup)]|msgset|qandaset|qandadiv
    |glosslist|bibliolist|screenshot|annotation|answer|question|glossdef|task
    |taskprerequisites|tasksummary|taskrelated|mediaobjectco|graphicco
    |programlistingco|screenco|imageobject|imageobjectco|textobject
    |videoobject|audioobject|revdescription|personblurb|authorblurb|formalgroup
    |printhistory|productionset|msgexplan|ackno|cover|dialogue|poetry|result
    |itemset|bibliocoverage[*]|procedure/blockinfo">
  <block before="1"><xsl:apply-templates/></block>
</xsl:template>

<!-- Between rules, so that it can be passed over. -->
<xsl:template match="sidebar">
  <block before="1" indent="2" right="2" after="1">
    <rule char="-"/>
    <xsl:apply-templates/>
    <rule char="-" before="1"/>
  </block>
</xsl:template>

<xsl:template match="note|tip|important|warning|caution|danger">
  <xsl:variable name="name" select="concat(translate(substring(name(), 1, 1),
      'ntiwcd', 'NTIWCD'), substring(name(), 2), ':')"/>
  <xsl:variable name="title" select="(title|*/title[contains(name(..),
      'info')])[1]"/>
  <block before="1" label="{$name}" indent="{string-length($name) + 1}">
    <xsl:apply-templates select="$title/node()"/>
    <xsl:if test="not($title)"><xsl:apply-templates/></xsl:if>
  </block>
  <xsl:if test="$title">
    <block before="1" indent="4">
      <xsl:apply-templates select="node()[not(self::title)]"/>
    </block>
  </xsl:if>
</xsl:template>

<!-- === messages of a program === -->

<xsl:template match="msgentry|simplemsgentry">
  <block before="1">
    <xsl:apply-templates select="msg|msgtext"/>
    <block indent="4"><xsl:apply-templates select="*[not(self::msg
        or self::msgtext)]|text()[normalize-space()]"/></block>
  </block>
</xsl:template>

<xsl:template match="msg|msgmain|msgsub|msgrel|msgtext|msginfo">
  <block><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="msglevel|msgorig|msgaud">
  <block hang="4">
    <xsl:choose>
      <xsl:when test="self::msglevel">Level: </xsl:when>
      <xsl:when test="self::msgorig">Origin: </xsl:when>
      <xsl:otherwise>Audience: </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates/>
  </block>
</xsl:template>

<!-- === lines kept as they are === -->

<xsl:template match="programlisting|screen|literallayout|synopsis|address
    |classsynopsisinfo|funcsynopsisinfo|screenco/textobject">
  <verbatim indent="2" before="1"><xsl:apply-templates/></verbatim>
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
  <block before="1"><xsl:call-template name="media"/></block>
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
  <block>
    <xsl:value-of select="concat('[', (@fileref|@entityref)[1], ']')"/>
  </block>
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

<xsl:template match="caption">
  <block before="1"><xsl:apply-templates/></block>
</xsl:template>

<!-- Mathematics: as the author wrote it in words, else its text. -->
<xsl:template match="equation/mathphrase|informalequation/mathphrase">
  <block before="1" indent="4"><xsl:apply-templates/></block>
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

<!-- === synopses of commands === -->

<xsl:template match="cmdsynopsis">
  <block before="1" hang="8">
    <xsl:call-template name="synopsis"/>
  </block>
  <xsl:apply-templates select="synopfragment"/>
</xsl:template>

<xsl:template match="synopfragment">
  <xsl:variable name="label" select="concat('(', @s:number, ')')"/>
  <block before="1" label="{$label}" indent="{string-length($label) + 1}">
    <xsl:call-template name="synopsis"/>
  </block>
</xsl:template>

<xsl:template name="synopsis">
  <xsl:for-each select="*[not(self::synopfragment or self::indexterm)]">
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

<!-- Text of an argument; white space at its ends is
     none of it. -->
<xsl:template match="*" mode="arg"><xsl:apply-templates select="."/></xsl:template>

<xsl:template match="text()" mode="arg">
  <xsl:variable name="text" select="normalize-space()"/>
  <xsl:if test="preceding-sibling::*
      and normalize-space(substring(., 1, 1)) = ''">
    <xsl:text> </xsl:text>
  </xsl:if>
  <xsl:value-of select="$text"/>
  <xsl:if test="$text != '' and following-sibling::*
      and normalize-space(substring(., string-length())) = ''">
    <xsl:text> </xsl:text>
  </xsl:if>
</xsl:template>

<!-- What begins with a command is another form, else the same one goes on. -->
<xsl:template match="sbr">
  <br/>
  <xsl:if test="parent::cmdsynopsis and not(following-sibling::*[1]
      [self::command])">
    <xsl:text>&#160;&#160;&#160;&#160;&#160;&#160;&#160;</xsl:text>
  </xsl:if>
</xsl:template>

<!-- === synopses of functions and classes === -->

<xsl:template match="funcsynopsis">
  <block before="1"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="funcprototype">
  <block hang="8">
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
  </block>
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
  <block before="1">
    <xsl:apply-templates select="classsynopsisinfo[not(preceding-sibling::*)]"/>
    <block hang="8">
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
    </block>
    <block indent="2">
      <xsl:apply-templates select="fieldsynopsis|constructorsynopsis
          |destructorsynopsis|methodsynopsis|classsynopsis
          |classsynopsisinfo[preceding-sibling::*]"/>
    </block>
    <block>}</block>
  </block>
</xsl:template>

<xsl:template match="fieldsynopsis|constructorsynopsis|destructorsynopsis
    |methodsynopsis">
  <block hang="8">
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
  </block>
</xsl:template>

<xsl:template match="enumsynopsis|unionsynopsis|typedefsynopsis|macrosynopsis">
  <block before="1">
    <xsl:for-each select="*">
      <block hang="4">
        <xsl:call-template name="join"/>
        <xsl:if test="not(*)"><xsl:apply-templates/></xsl:if>
      </block>
    </xsl:for-each>
  </block>
</xsl:template>

<!-- A rule of a grammar. -->
<xsl:template match="production">
  <block before="1" hang="8">
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
  </block>
</xsl:template>

<xsl:template match="productionrecap|sbr" priority="-1"/>

</xsl:stylesheet>
