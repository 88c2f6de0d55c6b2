<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- Text of what stands in a line: references, notes, words. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:s="urn:stet:resolve"
    xmlns:xlink="http://www.w3.org/1999/xlink"
    exclude-result-prefixes="s xlink">

<!-- === references and notes === -->

<xsl:template match="xref">
  <xsl:choose>
    <xsl:when test="node()"><xsl:apply-templates/></xsl:when>
    <xsl:when test="@s:kind = 'footnote'"><noteref id="{@linkend}"/></xsl:when>
    <xsl:otherwise><xsl:call-template name="label"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- What a reference prints: its own words, else the label of its target. -->
<xsl:template match="link|olink|biblioref" name="label">
  <xsl:apply-templates/>
  <xsl:choose>
    <xsl:when test="node()"/>
    <xsl:when test="@s:label"><xsl:value-of select="@s:label"/></xsl:when>
    <xsl:when test="@targetptr">
      <xsl:value-of select="normalize-space(concat(@targetdoc, ' ',
          @targetptr))"/>
    </xsl:when>
    <xsl:otherwise>
      <xsl:value-of select="(@xlink:href|@href|@linkend|@otherterm|@targetdoc
          |@targetdocent)[1]"/>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="ulink|link[@xlink:href or @href]" priority="1">
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

<xsl:template match="abbrev|accel|acronym|action|application|artpagenums
    |authorgroup|authorinitials|bibliocoverage|biblioid|bibliomisc
    |bibliorelation|bibliosource|buildtarget|city|classname|code|collabname
    |command|computeroutput|confdates|confnum|conftitle|constant|contractnum
    |contractsponsor|contrib|corpcredit|corpname|country|database|date
    |edition|emphasis|enumidentifier|enumname|enumvalue|envar|errorcode
    |errorname|errortext|errortype|exceptionname|fax|filename|firstname
    |firstterm|foreignphrase|function|givenname|glossterm|guibutton|guiicon
    |guilabel|guimenu|guimenuitem|guisubmenu|hardware|holder|honorific
    |inlineequation|interface|interfacename|invpartnumber|isbn|issn|issuenum
    |jobtitle|keycap|keycode|keysym|keyword|label|lineage|lineannotation
    |literal|macroname|markup|mathphrase|medialabel|member|methodname
    |modespec|modifier|mousebutton|namespace|namespacename|nonterminal|option
    |orgdiv|orgname|otheraddr|othername|package|pagenums|parameter|phone
    |phrase|pob|postcode|productname|productnumber|prompt|property|pubdate
    |publishername|pubsnumber|refclass|refdescriptor|refmiscinfo|refname
    |refpurpose|refentrytitle|releaseinfo|replaceable|returnvalue|revnumber
    |revremark|seriesvolnums|shortaffil|shortcut|specializedname|state|street
    |structfield|structname|subjectterm|surname|surtitle|symbol|systemitem
    |template|templatename|term|termdef|token|type|typedefname|unionname|uri
    |userinput|varname|volumenum|wordasword|year|segtitle|seg|suffix|prefix
    |citebiblioid">
  <xsl:apply-templates/>
</xsl:template>

<!-- A title that is cited: an article's stands in quotation marks. -->
<xsl:template match="citetitle">
  <xsl:choose>
    <xsl:when test="@pubwork = 'article' or @pubwork = 'chapter'
        or @pubwork = 'section'">
      <xsl:text>“</xsl:text><xsl:apply-templates/><xsl:text>”</xsl:text>
    </xsl:when>
    <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="sgmltag|tag">
  <xsl:choose>
    <xsl:when test="@class = 'starttag' or @class = 'emptytag'">&lt;</xsl:when>
    <xsl:when test="@class = 'endtag'">&lt;/</xsl:when>
    <xsl:when test="@class = 'genentity'">&amp;</xsl:when>
    <xsl:when test="@class = 'numcharref'">&amp;#</xsl:when>
    <xsl:when test="@class = 'paramentity'">%</xsl:when>
    <xsl:when test="@class = 'pi' or @class = 'xmlpi'">&lt;?</xsl:when>
    <xsl:when test="@class = 'sgmlcomment' or @class = 'comment'"
        >&lt;!--</xsl:when>
  </xsl:choose>
  <xsl:apply-templates/>
  <xsl:choose>
    <xsl:when test="@class = 'starttag' or @class = 'endtag'
        or @class = 'pi'">&gt;</xsl:when>
    <xsl:when test="@class = 'emptytag'">/&gt;</xsl:when>
    <xsl:when test="@class = 'xmlpi'">?&gt;</xsl:when>
    <xsl:when test="@class = 'genentity' or @class = 'numcharref'
        or @class = 'paramentity'">;</xsl:when>
    <xsl:when test="@class = 'sgmlcomment' or @class = 'comment'"
        >--&gt;</xsl:when>
  </xsl:choose>
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

<!-- Digits have signs of their own; what has none is marked as in mathematics. -->
<xsl:template match="superscript">
  <xsl:variable name="text" select="normalize-space()"/>
  <xsl:choose>
    <xsl:when test="translate($text, '0123456789+-', '') = '' and not(*)
        and $ascii != 'yes'">
      <xsl:value-of select="translate($text, '0123456789+-', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻')"/>
    </xsl:when>
    <xsl:otherwise>
      <xsl:text>^</xsl:text><xsl:apply-templates/>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="subscript">
  <xsl:variable name="text" select="normalize-space()"/>
  <xsl:choose>
    <xsl:when test="translate($text, '0123456789', '') = '' and not(*)
        and $ascii != 'yes'">
      <xsl:value-of select="translate($text, '0123456789', '₀₁₂₃₄₅₆₇₈₉')"/>
    </xsl:when>
    <xsl:otherwise>
      <xsl:if test="translate($text, '0123456789', '') != ''">_</xsl:if>
      <xsl:apply-templates/>
    </xsl:otherwise>
  </xsl:choose>
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
    <xsl:with-param name="with">
      <xsl:choose>
        <xsl:when test="@action = 'seq'"><xsl:text> </xsl:text></xsl:when>
        <xsl:when test="@action = 'press' or contains(@action, 'click')"
            >-</xsl:when>
        <xsl:otherwise>+</xsl:otherwise>
      </xsl:choose>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<xsl:template match="keycap[not(node())]">
  <xsl:value-of select="@function"/>
</xsl:template>

<xsl:template match="menuchoice">
  <xsl:for-each select="*[not(self::shortcut)]">
    <xsl:if test="position() > 1"> → </xsl:if>
    <xsl:apply-templates select="."/>
  </xsl:for-each>
  <xsl:for-each select="shortcut">
    <xsl:text> (</xsl:text><xsl:apply-templates/><xsl:text>)</xsl:text>
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

</xsl:stylesheet>
