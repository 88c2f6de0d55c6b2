<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!--
  text.xsl: DocBook to the layout vocabulary, which is filled into plain text.

  The vocabulary (block, verbatim, rule, row, table, note ...) is described in
  tools/render/layout.h: this stylesheet says what stands where, lines are filled
  in C. Numbers, labels, contents and indexes are read from attributes and
  elements of the namespace s, which the tree carries already.

  Parameters: version (of the document), bars (yes: revised elements are marked,
  and deleted words are set in brackets).

  The look: text is set in by three columns, so that headings and the headings
  of option entries stand out at the left margin. Chapters stand between rules,
  sections are underlined. An element without a rule keeps its text, and a note
  says so.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:s="urn:stet:resolve"
    xmlns:xlink="http://www.w3.org/1999/xlink"
    exclude-result-prefixes="s xlink">

<!-- Imported, not included: so that the rule for what is revised can go on to the
     rule for the element itself. -->
<xsl:import href="text-page.xsl"/>

<xsl:output method="xml" indent="no"/>
<xsl:param name="version"/>
<xsl:param name="bars" select="'no'"/>

<!-- === what is revised === -->

<xsl:template match="*[@revisionflag]" priority="9">
  <xsl:choose>
    <xsl:when test="$bars = 'yes'">
      <xsl:variable name="in-text" select="@revisionflag = 'deleted'
          and (../text()[normalize-space()] or self::phrase
          or parent::phrase)"/>
      <rev flag="{@revisionflag}">
        <xsl:if test="$in-text">[-</xsl:if>
        <xsl:apply-imports/>
        <xsl:if test="$in-text">-]</xsl:if>
      </rev>
    </xsl:when>
    <xsl:otherwise><xsl:apply-imports/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

</xsl:stylesheet>
