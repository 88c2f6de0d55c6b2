<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- Text of tables, and of the option entries that are written as tables. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:s="urn:stet:resolve"
    exclude-result-prefixes="s">

<!-- === option entries: one line from margin to margin === -->

<xsl:template match="informaltable[@s:unit = 'option']
    |informaltable[tgroup/tbody/row/@s:unit]" priority="2">
  <block indent="-3" before="2" after="1">
    <xsl:for-each select="tgroup/tbody/row">
      <row>
        <xsl:call-template name="revised"/>
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

<xsl:template match="table/caption|informaltable/caption">
  <block after="1"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="tgroup">
  <xsl:call-template name="tgroup"/>
</xsl:template>

<!-- Words between the rows have no place there: they go before. The text of a
     section is set in: a wide table in it may begin in the margin. -->
<xsl:template name="tgroup">
  <xsl:call-template name="strays"/>
  <table before="1">
    <xsl:if test="../../self::chapter or ../../self::appendix
        or starts-with(name(../..), 'sect')">
      <xsl:attribute name="out">3</xsl:attribute>
    </xsl:if>
    <xsl:for-each select="colspec">
      <col width="{@colwidth}"/>
    </xsl:for-each>
    <xsl:apply-templates select="thead"/>
    <xsl:apply-templates select="tbody"/>
    <xsl:apply-templates select="tfoot"/>
  </table>
</xsl:template>

<xsl:template name="strays">
  <xsl:variable name="strays" select="text()[normalize-space()]
      |thead/text()[normalize-space()]|tbody/text()[normalize-space()]
      |tfoot/text()[normalize-space()]"/>
  <xsl:if test="$strays">
    <block before="1">
      <xsl:for-each select="$strays">
        <xsl:value-of select="concat(., ' ')"/>
      </xsl:for-each>
    </block>
  </xsl:if>
</xsl:template>

<xsl:template match="table[tr|tbody/tr]|informaltable[tr|tbody/tr]"
    priority="1">
  <block before="1">
    <xsl:apply-templates select="title|caption"/>
    <xsl:call-template name="strays"/>
    <table>
      <xsl:for-each select="col|colgroup/col|colgroup[not(col)]">
        <col>
          <xsl:if test="string(number(@width)) != 'NaN'
              or contains(@width, '*')">
            <xsl:attribute name="width">
              <xsl:value-of select="@width"/>
              <xsl:if test="not(contains(@width, '*'))">px</xsl:if>
            </xsl:attribute>
          </xsl:if>
        </col>
      </xsl:for-each>
      <xsl:apply-templates select="thead"/>
      <xsl:apply-templates select="tbody|tr"/>
      <xsl:apply-templates select="tfoot"/>
    </table>
    <xsl:apply-templates select="textobject|mediaobject"/>
  </block>
</xsl:template>

<xsl:template match="thead|tbody|tfoot">
  <xsl:apply-templates select="row|tr"/>
</xsl:template>

<!-- The first row of a foot is set off from the body. -->
<xsl:template match="row|tr">
  <tr>
    <xsl:if test="parent::thead or th and not(td) and not(
        preceding-sibling::tr[2])">
      <xsl:attribute name="head">yes</xsl:attribute>
    </xsl:if>
    <xsl:if test="parent::tfoot and not(preceding-sibling::*)">
      <xsl:attribute name="foot">yes</xsl:attribute>
    </xsl:if>
    <xsl:call-template name="revised-row"/>
    <xsl:apply-templates select="entry|entrytbl|td|th"/>
    <xsl:if test="text()[normalize-space()]">
      <td><xsl:apply-templates select="text()"/></td>
    </xsl:if>
  </tr>
</xsl:template>

<!-- Most have none of these. -->
<xsl:template match="@*" mode="cell"/>
<xsl:template match="@s:column|@s:cols|@s:rows|@s:align" mode="cell">
  <xsl:attribute name="{local-name()}"><xsl:value-of select="."/></xsl:attribute>
</xsl:template>

<xsl:template match="entry|entrytbl|td|th">
  <td>
    <xsl:apply-templates select="@s:*" mode="cell"/>
    <xsl:call-template name="revised"/>
    <xsl:choose>
      <xsl:when test="self::entrytbl">
        <xsl:call-template name="tgroup"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </td>
</xsl:template>

</xsl:stylesheet>
