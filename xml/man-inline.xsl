<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- What stands in a line of a manual page. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:s="urn:stet:resolve"
    xmlns:xlink="http://www.w3.org/1999/xlink"
    exclude-result-prefixes="s xlink">

<!-- === references === -->

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
  <note><xsl:copy-of select="@id"/><xsl:apply-templates/></note>
</xsl:template>

<xsl:template match="footnoteref">
  <noteref id="{@linkend}"/>
</xsl:template>

<xsl:template match="citerefentry">
  <b><xsl:apply-templates select="refentrytitle/node()"/></b>
  <xsl:apply-templates select="manvolnum"/>
</xsl:template>

<xsl:template match="manvolnum">
  <xsl:text>(</xsl:text><xsl:apply-templates/><xsl:text>)</xsl:text>
</xsl:template>

<!-- === words: b is typed, i stands for something, c is code === -->

<xsl:template match="option|command|userinput|literal|code|function|constant
    |envar|refname|computeroutput|prompt|keycap|type|classname|interfacename
    |methodname|structname|errorcode|errorname|markup|symbol|token|property
    |exceptionname|ooclass[not(*)]|enumname|enumvalue|macroname|typedefname
    |unionname|templatename|namespacename|returnvalue|nonterminal|interface
    |package|modifier|keysym|keycode|mousebutton">
  <b><xsl:apply-templates/></b>
</xsl:template>

<xsl:template match="filename|replaceable|varname|parameter|structfield">
  <ic><xsl:apply-templates/></ic>
</xsl:template>

<xsl:template match="emphasis|citetitle|firstterm|foreignphrase|wordasword
    |lineannotation">
  <i><xsl:apply-templates/></i>
</xsl:template>

<xsl:template match="emphasis[@role = 'bold' or @role = 'strong']">
  <s><xsl:apply-templates/></s>
</xsl:template>

<xsl:template match="guibutton|guiicon|guilabel|guimenu|guimenuitem
    |guisubmenu">
  <s><xsl:apply-templates/></s>
</xsl:template>

<xsl:template match="uri|systemitem">
  <c><xsl:apply-templates/></c>
</xsl:template>

<xsl:template match="email">
  <c>
    <xsl:text>&lt;</xsl:text><xsl:apply-templates/><xsl:text>&gt;</xsl:text>
  </c>
</xsl:template>

<xsl:template match="abbrev|accel|acronym|action|application|artpagenums
    |authorgroup|authorinitials|bibliocoverage|biblioid|bibliomisc
    |bibliorelation|bibliosource|buildtarget|city|collabname|confdates|confnum
    |conftitle|contractnum|contractsponsor|contrib|corpcredit|corpname|country
    |database|date|edition|enumidentifier|errortext|errortype|fax|firstname
    |givenname|glossterm|hardware|holder|honorific|inlineequation
    |invpartnumber|isbn|issn|issuenum|jobtitle|keyword|label|lineage
    |mathphrase|medialabel|member|modespec|namespace|orgdiv|orgname|otheraddr
    |othername|pagenums|phone|phrase|pob|postcode|productname|productnumber
    |pubdate|publishername|pubsnumber|refclass|refdescriptor|refmiscinfo
    |refpurpose|refentrytitle|releaseinfo|revnumber|revremark|seriesvolnums
    |shortaffil|shortcut|specializedname|state|street|subjectterm|surname
    |surtitle|template|term|termdef|volumenum|year|segtitle|seg|suffix|prefix
    |citebiblioid">
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="sgmltag|tag">
  <b>
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
  </b>
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

<xsl:template match="optional|citation">
  <xsl:text>[</xsl:text><xsl:apply-templates/><xsl:text>]</xsl:text>
</xsl:template>

<!-- As in mathematics; digits that stand low need no mark: H2O. -->
<xsl:template match="superscript">
  <xsl:text>^</xsl:text><xsl:apply-templates/>
</xsl:template>

<xsl:template match="subscript">
  <xsl:if test="translate(normalize-space(), '0123456789', '') != ''">_</xsl:if>
  <xsl:apply-templates/>
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
