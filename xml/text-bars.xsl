<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- Text with change bars: what is revised is marked, words deleted in a line are
     set in brackets. It is a stylesheet of its own because the rule has to be
     asked for every element. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:import href="text.xsl"/>

<xsl:template match="*[@revisionflag]" priority="9">
  <xsl:variable name="in-text" select="@revisionflag = 'deleted'
      and (../text()[normalize-space()] or self::phrase or parent::phrase)"/>
  <rev flag="{@revisionflag}">
    <xsl:if test="$in-text">[-</xsl:if>
    <xsl:apply-imports/>
    <xsl:if test="$in-text">-]</xsl:if>
  </rev>
</xsl:template>

<!-- These say it by an attribute: tables are made of nothing but rows and cells. -->
<xsl:template match="tgroup|thead|tbody|tfoot|row|tr|entry|entrytbl|td|th"
    priority="10">
  <xsl:apply-imports/>
</xsl:template>

<xsl:template name="revised">
  <xsl:param name="by" select="."/>
  <xsl:if test="$by/@revisionflag">
    <xsl:attribute name="rev">
      <xsl:value-of select="$by[@revisionflag][last()]/@revisionflag"/>
    </xsl:attribute>
  </xsl:if>
</xsl:template>

<xsl:template name="revised-row">
  <xsl:call-template name="revised">
    <xsl:with-param name="by" select="../..|..|."/>
  </xsl:call-template>
</xsl:template>

<xsl:template name="revised-title">
  <xsl:call-template name="revised">
    <xsl:with-param name="by" select="(title
        |*/title[contains(name(..), 'info')]|refmeta/refentrytitle)[1]"/>
  </xsl:call-template>
</xsl:template>

</xsl:stylesheet>
