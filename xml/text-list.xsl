<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- Text of lists, procedures, questions, glossaries, bibliographies. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:s="urn:stet:resolve"
    exclude-result-prefixes="s">

<!-- === lists === -->

<xsl:template match="itemizedlist">
  <xsl:variable name="label">
    <xsl:choose>
      <xsl:when test="@mark = 'none' or @mark = 'plain'"/>
      <xsl:when test="count(ancestor::itemizedlist) mod 2">–</xsl:when>
      <xsl:otherwise>•</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <block before="1">
    <xsl:apply-templates select="node()[not(self::listitem)]"/>
    <xsl:for-each select="listitem">
      <block indent="2" before="{number(not(../@spacing = 'compact'))}">
        <xsl:if test="$label != ''">
          <xsl:attribute name="label"><xsl:value-of select="$label"/></xsl:attribute>
        </xsl:if>
        <xsl:call-template name="revised"/>
        <xsl:apply-templates/>
      </block>
    </xsl:for-each>
  </block>
</xsl:template>

<xsl:template match="orderedlist">
  <block before="1">
    <xsl:apply-templates select="node()[not(self::listitem)]"/>
    <xsl:call-template name="numbered">
      <xsl:with-param name="items" select="listitem"/>
    </xsl:call-template>
  </block>
</xsl:template>

<!-- Items or steps, by their labels; all set in as far as the longest wants. -->
<xsl:template name="numbered">
  <xsl:param name="items"/>
  <xsl:variable name="longest">
    <xsl:for-each select="$items">
      <xsl:sort select="string-length(@s:label)" data-type="number"
          order="descending"/>
      <xsl:if test="position() = 1">
        <xsl:value-of select="string-length(@s:label)"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="indent">
    <xsl:choose>
      <xsl:when test="contains(@s:numeration, 'roman') and $longest &lt; 5"
          >6</xsl:when>
      <xsl:when test="$longest > 2">
        <xsl:value-of select="$longest + 2"/>
      </xsl:when>
      <xsl:otherwise>4</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:for-each select="$items">
    <block label="{@s:label}." indent="{$indent}"
        before="{number(not(../@spacing = 'compact'))}">
      <xsl:call-template name="revised"/>
      <xsl:if test="@performance = 'optional'">
        <block before="1">(Optional)</block>
      </xsl:if>
      <xsl:apply-templates/>
    </block>
  </xsl:for-each>
</xsl:template>

<xsl:template match="procedure|substeps">
  <block before="1">
    <xsl:apply-templates select="node()[not(self::step or self::result)]"/>
    <xsl:call-template name="numbered">
      <xsl:with-param name="items" select="step"/>
    </xsl:call-template>
    <xsl:apply-templates select="result"/>
  </block>
</xsl:template>

<!-- One of them is done, not one after the other. -->
<xsl:template match="stepalternatives">
  <block before="1">
    <xsl:apply-templates select="node()[not(self::step)]"/>
    <xsl:for-each select="step">
      <block label="•" indent="2" before="1">
        <xsl:call-template name="revised"/>
        <xsl:apply-templates/>
      </block>
    </xsl:for-each>
  </block>
</xsl:template>

<xsl:template match="variablelist">
  <block before="1"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="varlistentry">
  <block before="{number(not(../@spacing = 'compact'))}">
    <xsl:apply-templates select="term"/>
    <block indent="4" join="yes">
      <xsl:apply-templates select="node()[not(self::term)]"/>
    </block>
  </block>
</xsl:template>

<xsl:template match="varlistentry/term" priority="1">
  <block hang="4"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="listitem|callout"><xsl:apply-templates/></xsl:template>

<!-- === simple lists === -->

<xsl:template match="simplelist">
  <block before="1">
    <xsl:for-each select="member">
      <block><xsl:apply-templates select="."/></block>
    </xsl:for-each>
  </block>
</xsl:template>

<!-- In columns: filled row by row, or column by column; for each row all members
     are looked at, so it is for short lists only. -->
<xsl:template match="simplelist[@columns > 1 and not(member[200])]"
    priority="1">
  <xsl:variable name="columns" select="floor(@columns)"/>
  <xsl:variable name="rows" select="ceiling(count(member) div $columns)"/>
  <xsl:variable name="across" select="@type = 'horiz'"/>
  <table space="no" before="1">
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
  <block before="1">
    <xsl:apply-templates select="title"/>
    <xsl:for-each select="seglistitem">
      <block before="1">
        <xsl:call-template name="revised"/>
        <xsl:for-each select="seg">
          <xsl:variable name="at" select="position()"/>
          <block hang="4">
            <xsl:for-each select="../../segtitle[$at]">
              <xsl:apply-templates/>
              <xsl:text>: </xsl:text>
            </xsl:for-each>
            <xsl:apply-templates/>
          </block>
        </xsl:for-each>
      </block>
    </xsl:for-each>
  </block>
</xsl:template>

<!-- === callouts === -->

<xsl:template match="calloutlist">
  <block before="1">
    <xsl:apply-templates select="node()[not(self::callout)]"/>
    <xsl:for-each select="callout">
      <xsl:variable name="label">
        <xsl:for-each select="s:mark[@s:number]">
          <xsl:value-of select="concat('(', @s:number, ')')"/>
        </xsl:for-each>
        <xsl:if test="not(s:mark/@s:number)">
          <xsl:value-of select="concat('(', position(), ')')"/>
        </xsl:if>
      </xsl:variable>
      <block label="{$label}" before="1">
        <xsl:attribute name="indent">
          <xsl:choose>
            <xsl:when test="string-length($label) &lt; 5">5</xsl:when>
            <xsl:otherwise>
              <xsl:value-of select="string-length($label) + 1"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
        <xsl:call-template name="revised"/>
        <xsl:apply-templates select="node()[not(self::s:mark)]"/>
      </block>
    </xsl:for-each>
  </block>
</xsl:template>

<!-- === questions === -->

<xsl:template match="qandaentry">
  <block before="1">
    <xsl:for-each select="*[self::question or self::answer]">
      <block before="1">
        <xsl:if test="@s:label">
          <xsl:attribute name="label">
            <xsl:value-of select="@s:label"/>
          </xsl:attribute>
        </xsl:if>
        <xsl:attribute name="indent">
          <xsl:choose>
            <xsl:when test="not(../*/@s:label)">
              <xsl:value-of select="4 * number(boolean(self::answer))"/>
            </xsl:when>
            <xsl:when test="string-length(@s:label) > 3">
              <xsl:value-of select="string-length(@s:label) + 1"/>
            </xsl:when>
            <xsl:otherwise>4</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
        <xsl:call-template name="revised"/>
        <xsl:apply-templates select="node()[not(self::label)]"/>
      </block>
    </xsl:for-each>
    <xsl:apply-templates select="*[not(self::question or self::answer)]"/>
  </block>
</xsl:template>

<xsl:template match="qandadiv/title|qandaset/title" priority="1">
  <block before="1" underline="-"><xsl:apply-templates/></block>
</xsl:template>

<!-- === glossaries === -->

<xsl:template match="glossentry">
  <block before="1">
    <block hang="4">
      <xsl:apply-templates select="glossterm"/>
      <xsl:for-each select="acronym|abbrev">
        <xsl:text> (</xsl:text><xsl:apply-templates/><xsl:text>)</xsl:text>
      </xsl:for-each>
    </block>
    <block indent="4" join="yes">
      <xsl:apply-templates select="glossdef|glosssee|revhistory"/>
    </block>
  </block>
</xsl:template>

<xsl:template match="glossdef">
  <block>
    <xsl:apply-templates select="node()[not(self::glossseealso)]"/>
    <xsl:if test="glossseealso">
      <block before="1" hang="4">
        <xsl:text>See also </xsl:text>
        <xsl:for-each select="glossseealso">
          <xsl:if test="position() > 1">, </xsl:if>
          <xsl:call-template name="label"/>
        </xsl:for-each>
        <xsl:text>.</xsl:text>
      </block>
    </xsl:if>
  </block>
</xsl:template>

<xsl:template match="glosssee">
  <block hang="4">
    <xsl:text>See </xsl:text>
    <xsl:call-template name="label"/>
    <xsl:text>.</xsl:text>
  </block>
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
  <block before="1" hang="4">
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
  </block>
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
  <xsl:apply-templates/>
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
