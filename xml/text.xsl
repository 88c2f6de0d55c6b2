<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!--
  text.xsl: DocBook to the layout vocabulary, which is filled into plain text.

  The vocabulary (block, verbatim, rule, row, table, note ...) is described in
  tools/render/layout.h: this stylesheet says what stands where, lines are filled
  in C. Numbers, labels, contents and indexes are read from attributes and
  elements of the namespace s, which the tree carries already.

  Parameters: version (of the document), ascii (yes: the text will be of seven
  bits), bars (yes: revised elements are marked; then it is text-bars.xsl that is
  used).

  The look: text is set in by three columns, so that headings and the headings
  of option entries stand out at the left margin. Chapters stand between rules,
  sections are underlined. An element without a rule keeps its text, and a note
  says so.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:include href="text-page.xsl"/>

<xsl:output method="xml" indent="no"/>
<xsl:param name="version"/>
<xsl:param name="ascii" select="'no'"/>
<xsl:param name="bars" select="'no'"/>

</xsl:stylesheet>
