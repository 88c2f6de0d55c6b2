<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- Lists of manual pages, procedures, questions, glossaries, bibliographies. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:s="urn:stet:resolve"
    exclude-result-prefixes="s">

<!-- === lists === -->

<xsl:template match="itemizedlist|stepalternatives">
  <xsl:apply-templates select="node()[not(self::listitem or self::step)]"/>
  <xsl:for-each select="listitem|step">
    <item indent="3">
      <xsl:call-template name="close"/>
      <tag>
        <xsl:choose>
          <xsl:when test="../@mark = 'none' or ../@mark = 'plain'"/>
          <xsl:when test="count(ancestor::itemizedlist) mod 2">•</xsl:when>
          <xsl:when test="parent::stepalternatives">•</xsl:when>
          <xsl:otherwise>–</xsl:otherwise>
        </xsl:choose>
      </tag>
      <xsl:apply-templates/>
    </item>
  </xsl:for-each>
</xsl:template>

<xsl:template match="orderedlist|procedure|substeps">
  <xsl:apply-templates select="node()[not(self::listitem or self::step
      or self::result)]"/>
  <xsl:for-each select="listitem|step">
    <item>
      <xsl:attribute name="indent">
        <xsl:choose>
          <xsl:when test="string-length(@s:label) > 3">
            <xsl:value-of select="string-length(@s:label) + 2"/>
          </xsl:when>
          <xsl:otherwise>5</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:call-template name="close"/>
      <tag><xsl:value-of select="concat(@s:label, '.')"/></tag>
      <xsl:if test="@performance = 'optional'"><p>(Optional)</p></xsl:if>
      <xsl:apply-templates/>
    </item>
  </xsl:for-each>
  <xsl:apply-templates select="result"/>
</xsl:template>

<!-- No blank line before an item of a compact list, but for the first. -->
<xsl:template name="close">
  <xsl:if test="../@spacing = 'compact' and position() > 1">
    <xsl:attribute name="close">yes</xsl:attribute>
  </xsl:if>
</xsl:template>

<xsl:template match="variablelist">
  <xsl:apply-templates select="node()[not(self::varlistentry)]"/>
  <xsl:for-each select="varlistentry">
    <item>
      <xsl:call-template name="close"/>
      <xsl:for-each select="term">
        <tag><xsl:apply-templates/></tag>
      </xsl:for-each>
      <xsl:apply-templates select="node()[not(self::term)]"/>
    </item>
  </xsl:for-each>
</xsl:template>

<xsl:template match="simplelist">
  <p>
    <xsl:for-each select="member">
      <xsl:if test="position() > 1"><br/></xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </p>
</xsl:template>

<!-- In columns: filled row by row, or column by column; for each row all members
     are looked at, so it is for short lists only. -->
<xsl:template match="simplelist[@columns > 1 and not(member[200])]"
    priority="1">
  <xsl:variable name="columns" select="floor(@columns)"/>
  <xsl:variable name="rows" select="ceiling(count(member) div $columns)"/>
  <xsl:variable name="across" select="@type = 'horiz'"/>
  <table>
    <xsl:for-each select="member[position() &lt;= $rows]">
      <xsl:variable name="row" select="position()"/>
      <tr>
        <xsl:for-each select="../member[
            $across and ceiling(position() div $columns) = $row
            or not($across) and position() mod $rows = $row mod $rows]">
          <td><xsl:apply-templates select="."/></td>
        </xsl:for-each>
      </tr>
    </xsl:for-each>
  </table>
</xsl:template>

<xsl:template match="simplelist[@type = 'inline']" priority="2">
  <xsl:call-template name="join">
    <xsl:with-param name="with" select="', '"/>
  </xsl:call-template>
</xsl:template>

<xsl:template match="segmentedlist">
  <xsl:apply-templates select="title"/>
  <xsl:for-each select="seglistitem">
    <p>
      <xsl:for-each select="seg">
        <xsl:variable name="at" select="position()"/>
        <xsl:if test="position() > 1"><br/></xsl:if>
        <xsl:for-each select="../../segtitle[$at]">
          <s><xsl:apply-templates/>:</s><xsl:text> </xsl:text>
        </xsl:for-each>
        <xsl:apply-templates/>
      </xsl:for-each>
    </p>
  </xsl:for-each>
</xsl:template>

<xsl:template match="calloutlist">
  <xsl:apply-templates select="node()[not(self::callout)]"/>
  <xsl:for-each select="callout">
    <item indent="5">
      <tag>
        <xsl:for-each select="s:mark[@s:number]">
          <xsl:value-of select="concat('(', @s:number, ')')"/>
        </xsl:for-each>
        <xsl:if test="not(s:mark/@s:number)">
          <xsl:value-of select="concat('(', position(), ')')"/>
        </xsl:if>
      </tag>
      <xsl:apply-templates select="node()[not(self::s:mark)]"/>
    </item>
  </xsl:for-each>
</xsl:template>

<xsl:template match="qandaentry">
  <xsl:for-each select="*[self::question or self::answer]">
    <item>
      <xsl:attribute name="indent">
        <xsl:choose>
          <xsl:when test="string-length(@s:label) > 3">
            <xsl:value-of select="string-length(@s:label) + 1"/>
          </xsl:when>
          <xsl:otherwise>4</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <tag><xsl:value-of select="@s:label"/></tag>
      <xsl:apply-templates select="node()[not(self::label)]"/>
    </item>
  </xsl:for-each>
  <xsl:apply-templates select="*[not(self::question or self::answer)]"/>
</xsl:template>

<!-- === glossaries === -->

<xsl:template match="glossentry">
  <item>
    <tag>
      <s><xsl:apply-templates select="glossterm/node()"/></s>
      <xsl:for-each select="acronym|abbrev">
        <xsl:text> (</xsl:text><xsl:apply-templates/><xsl:text>)</xsl:text>
      </xsl:for-each>
    </tag>
    <xsl:apply-templates select="glossdef|glosssee|revhistory"/>
  </item>
</xsl:template>

<xsl:template match="glossdef">
  <xsl:apply-templates select="node()[not(self::glossseealso)]"/>
  <xsl:if test="glossseealso">
    <p>
      <xsl:text>See also </xsl:text>
      <xsl:for-each select="glossseealso">
        <xsl:if test="position() > 1">, </xsl:if>
        <xsl:call-template name="label"/>
      </xsl:for-each>
      <xsl:text>.</xsl:text>
    </p>
  </xsl:if>
</xsl:template>

<xsl:template match="glosssee">
  <p>
    <xsl:text>See </xsl:text>
    <xsl:call-template name="label"/>
    <xsl:text>.</xsl:text>
  </p>
</xsl:template>

<xsl:template match="indexentry">
  <p>
    <xsl:for-each select="*">
      <xsl:if test="position() > 1">, </xsl:if>
      <xsl:if test="self::seeie">see </xsl:if>
      <xsl:if test="self::seealsoie">see also </xsl:if>
      <xsl:apply-templates/>
    </xsl:for-each>
  </p>
</xsl:template>

<!-- === bibliographies === -->

<xsl:template match="biblioentry|bibliomixed">
  <xsl:variable name="label">
    <xsl:choose>
      <xsl:when test="abbrev">
        <xsl:apply-templates select="abbrev[1]" mode="biblio"/>
      </xsl:when>
      <xsl:when test="@xreflabel">
        <xsl:value-of select="concat('[', @xreflabel, ']')"/>
      </xsl:when>
      <xsl:when test="@id"><xsl:value-of select="concat('[', @id, ']')"/></xsl:when>
    </xsl:choose>
  </xsl:variable>
  <p>
    <xsl:if test="$label != ''">
      <xsl:value-of select="concat($label, ' ')"/>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="self::bibliomixed">
        <xsl:apply-templates select="node()[not(self::abbrev[1])]"
            mode="biblio"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="biblio-parts">
          <xsl:with-param name="parts" select="*[not(self::abbrev
              or self::indexterm)]"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </p>
</xsl:template>

<!-- Sentences, each with one full stop. -->
<xsl:template name="biblio-parts">
  <xsl:param name="parts"/>
  <xsl:for-each select="$parts">
    <xsl:variable name="text">
      <xsl:apply-templates select="." mode="biblio"/>
    </xsl:variable>
    <xsl:variable name="plain" select="normalize-space($text)"/>
    <xsl:if test="position() > 1"><xsl:text> </xsl:text></xsl:if>
    <xsl:copy-of select="$text"/>
    <xsl:if test="$plain != '' and translate(substring($plain,
        string-length($plain)), '.?!', '') != ''">.</xsl:if>
  </xsl:for-each>
</xsl:template>

<xsl:template match="abbrev" mode="biblio">
  <xsl:if test="not(starts-with(., '['))">[</xsl:if>
  <xsl:apply-templates/>
  <xsl:if test="not(starts-with(., '['))">]</xsl:if>
</xsl:template>

<xsl:template match="title|subtitle" mode="biblio">
  <i><xsl:apply-templates/></i>
</xsl:template>

<xsl:template match="authorgroup|revhistory|printhistory|artpagenums[*]"
    mode="biblio">
  <xsl:call-template name="join">
    <xsl:with-param name="with" select="', '"/>
  </xsl:call-template>
</xsl:template>

<xsl:template match="biblioset" mode="biblio">
  <xsl:call-template name="biblio-parts">
    <xsl:with-param name="parts" select="*[not(self::indexterm)]"/>
  </xsl:call-template>
</xsl:template>

<xsl:template match="bibliomset" mode="biblio">
  <xsl:apply-templates mode="biblio"/>
</xsl:template>

<xsl:template match="copyright" mode="biblio">
  <xsl:call-template name="copyright"/>
</xsl:template>

<xsl:template match="*" mode="biblio">
  <xsl:apply-templates select="."/>
</xsl:template>

</xsl:stylesheet>
