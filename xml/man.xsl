<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!--
  man.xsl: refentry elements to the manual page vocabulary, which is written as
  roff in C.

  The vocabulary (page, sh, p, item, pre, table ...) is described in
  tools/render/man_write.h. A page assembled from a part of a book comes here as
  a refentry too. An element without a rule keeps its text, and a note says so.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:s="urn:stet:resolve"
    exclude-result-prefixes="s">

<xsl:include href="man-block.xsl"/>
<xsl:include href="man-list.xsl"/>
<xsl:include href="man-inline.xsl"/>

<xsl:output method="xml" indent="no"/>
<xsl:param name="version"/>

<xsl:template match="/">
  <man><xsl:apply-templates select="//refentry[not(ancestor::refentry)]"/></man>
</xsl:template>

<!-- === the page === -->

<xsl:template match="refentry">
  <xsl:variable name="info" select="refentryinfo|info|docinfo"/>
  <xsl:variable name="book" select="/*/bookinfo|/*/articleinfo|/*/info"/>
  <xsl:variable name="name" select="normalize-space((refmeta/refentrytitle
      |refnamediv/refname)[1])"/>
  <page name="{$name}"
      section="{normalize-space(refmeta/manvolnum)}"
      date="{normalize-space(($info/date|$info/pubdate|refmeta/refmiscinfo[
          @class = 'date']|$book/date|$book/pubdate)[1])}">
    <xsl:attribute name="source">
      <xsl:choose>
        <xsl:when test="refmeta/refmiscinfo[@class = 'source']">
          <xsl:value-of select="normalize-space(refmeta/refmiscinfo[
              @class = 'source'])"/>
          <xsl:if test="refmeta/refmiscinfo[@class = 'version']">
            <xsl:value-of select="concat(' ', normalize-space(
                refmeta/refmiscinfo[@class = 'version']))"/>
          </xsl:if>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="normalize-space(concat(
              ($info/productname|refnamediv/refname)[1], ' ', $version))"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
    <xsl:attribute name="manual">
      <xsl:value-of select="normalize-space((refmeta/refmiscinfo[
          @class = 'manual' or not(@class)]|$book/title|/book/title
          |/article/title)[1])"/>
    </xsl:attribute>
    <xsl:apply-templates/>
    <xsl:apply-templates select="$info" mode="end"/>
    <notes/>
  </page>
</xsl:template>

<!-- Read elsewhere, or nothing to read. -->
<xsl:template match="indexterm|titleabbrev|s:*|refmeta|refentryinfo|docinfo
    |refentry/info|colspec|spanspec|areaspec|beginpage|anchor|index|setindex|remark|itermset
    |screeninfo|extendedlink|refnamediv/info|processing-instruction()
    |comment()"/>

<xsl:template match="refentry/title|refsect1/title|refsect2/title
    |refsect3/title|refsection/title|section/title|refsynopsisdiv/title
    |glossary/title|bibliography/title|glossdiv/title|bibliodiv/title
    |refentry/subtitle|section/subtitle|dedication/title|colophon/title
    |acknowledgements/title|refentry/toc/title|refentry/lot/title|refsect1/subtitle
    |refsection/subtitle|topic/title"/>

<xsl:template match="refnamediv">
  <xsl:if test="parent::refentry and not(preceding-sibling::refnamediv)">
    <sh>Name</sh>
  </xsl:if>
  <p>
    <xsl:for-each select="refdescriptor">
      <c><xsl:apply-templates/></c><xsl:text>: </xsl:text>
    </xsl:for-each>
    <xsl:for-each select="refname">
      <xsl:if test="position() > 1">, </xsl:if>
      <c><xsl:apply-templates/></c>
    </xsl:for-each>
    <xsl:if test="refpurpose"><dash/></xsl:if>
    <xsl:apply-templates select="refpurpose/node()"/>
  </p>
  <xsl:for-each select="refclass">
    <p><xsl:apply-templates/></p>
  </xsl:for-each>
</xsl:template>

<!-- A heading: the title, or what such a part is called without one. -->
<xsl:template name="heading">
  <xsl:variable name="title" select="(title|*/title[contains(name(..),
      'info')])[1]"/>
  <xsl:apply-templates select="$title/node()"/>
  <xsl:for-each select="(subtitle|*/subtitle[contains(name(..), 'info')])[1]">
    <xsl:text>: </xsl:text><xsl:apply-templates/>
  </xsl:for-each>
  <xsl:if test="not($title)">
    <xsl:choose>
      <xsl:when test="self::refsynopsisdiv">Synopsis</xsl:when>
      <xsl:when test="self::glossary">Glossary</xsl:when>
      <xsl:when test="self::bibliography">Bibliography</xsl:when>
      <xsl:when test="self::dedication">Dedication</xsl:when>
      <xsl:when test="self::colophon">Colophon</xsl:when>
      <xsl:when test="self::acknowledgements">Acknowledgements</xsl:when>
      <xsl:when test="self::toc">Contents</xsl:when>
      <xsl:when test="refnamediv/refname">
        <xsl:apply-templates select="refnamediv[1]/refname[1]/node()"/>
      </xsl:when>
    </xsl:choose>
  </xsl:if>
</xsl:template>

<xsl:template match="refentry/refsynopsisdiv|refsect1|refentry/refsection
    |refentry/section|refentry/glossary|refentry/bibliography
    |refentry/dedication|refentry/colophon|refentry/acknowledgements
    |refentry/toc|refentry/lot|refentry/topic|refentry/simplesect" priority="1">
  <sh><xsl:call-template name="heading"/></sh>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="refsect2|refentry/*/refsynopsisdiv|refentry/*/refsection|refentry/*/section
    |refentry/*/simplesect|refentry/*/glossary|refentry/*/bibliography
    |refentry/*/glossdiv|refentry/*/bibliodiv" priority="1">
  <ss><xsl:call-template name="heading"/></ss>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="refsect3|refsection|refsynopsisdiv|section|simplesect|glossary
    |bibliography|glossdiv|bibliodiv|topic">
  <p><s><xsl:call-template name="heading"/></s></p>
  <xsl:apply-templates/>
</xsl:template>

<!-- === about the page and its parts === -->

<xsl:template match="refentryinfo|info|docinfo" mode="end">
  <xsl:if test="abstract">
    <sh>Abstract</sh>
    <xsl:apply-templates select="abstract/node()"/>
  </xsl:if>
  <xsl:if test="revhistory|printhistory">
    <sh>History</sh>
    <xsl:apply-templates select="revhistory|printhistory/node()"/>
  </xsl:if>
  <xsl:variable name="people" select="author|editor|othercredit|collab
      |corpauthor|corpcredit|corpname|authorgroup/*"/>
  <xsl:if test="$people">
    <sh>Author<xsl:if test="$people[2]">s</xsl:if></sh>
    <xsl:for-each select="$people">
      <p>
        <xsl:apply-templates select="."/>
        <xsl:if test="following-sibling::*[1][self::authorinitials]">
          <xsl:value-of select="concat(' (',
              following-sibling::*[1], ')')"/>
        </xsl:if>
      </p>
    </xsl:for-each>
  </xsl:if>
  <xsl:if test="copyright|legalnotice">
    <sh>Copyright</sh>
    <xsl:for-each select="copyright">
      <p><xsl:call-template name="copyright"/></p>
    </xsl:for-each>
    <xsl:apply-templates select="legalnotice/node()"/>
  </xsl:if>
</xsl:template>

<xsl:template match="sectioninfo|sect1info|sect2info|sect3info|sect4info
    |sect5info|chapterinfo|appendixinfo|prefaceinfo|partinfo|articleinfo
    |refsect1info|refsect2info|refsect3info|refsectioninfo|refsynopsisdivinfo
    |glossaryinfo|bibliographyinfo|sidebarinfo|blockinfo|objectinfo|info
    |bookinfo|referenceinfo">
  <xsl:for-each select="*[not(self::title or self::subtitle
      or self::titleabbrev or self::indexterm or self::itermset)]">
    <p><xsl:apply-templates select="."/></p>
  </xsl:for-each>
</xsl:template>

<xsl:template match="revhistory">
  <xsl:for-each select="revision">
    <p>
      <xsl:if test="revnumber">Revision </xsl:if>
      <xsl:for-each select="*">
        <xsl:if test="position() > 1 and not(self::revdescription[*])"
            >, </xsl:if>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </p>
  </xsl:for-each>
</xsl:template>

<xsl:template match="keywordset|subjectset">
  <xsl:choose>
    <xsl:when test="self::keywordset">Keywords: </xsl:when>
    <xsl:otherwise>Subjects: </xsl:otherwise>
  </xsl:choose>
  <xsl:for-each select="keyword|subject/subjectterm">
    <xsl:if test="position() > 1">, </xsl:if>
    <xsl:apply-templates/>
  </xsl:for-each>
</xsl:template>

<!-- People: the parts of the name, where they belong, how to reach them. -->
<xsl:template match="author|editor|othercredit|person|collab|corpauthor|org
    |publisher|affiliation|personname|confgroup|bibliomset|biblioset|confsponsor">
  <xsl:apply-templates select="text()[normalize-space()]"/>
  <xsl:for-each select="*[not(self::indexterm or self::personblurb
      or self::authorblurb)]">
    <xsl:choose>
      <xsl:when test="position() = 1"/>
      <xsl:when test="self::affiliation or self::contrib or self::orgdiv
          or self::address or parent::confgroup or self::orgname[not(parent::publisher)]">, </xsl:when>
      <xsl:otherwise><xsl:text> </xsl:text></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="." mode="person"/>
  </xsl:for-each>
  <xsl:apply-templates select="personblurb|authorblurb"/>
</xsl:template>

<xsl:template match="*" mode="person">
  <xsl:apply-templates select="."/>
</xsl:template>

<!-- On one line. -->
<xsl:template match="address" mode="person">
  <xsl:for-each select="*">
    <xsl:if test="position() > 1">, </xsl:if>
    <xsl:apply-templates select="."/>
  </xsl:for-each>
  <xsl:if test="not(*)"><xsl:value-of select="normalize-space()"/></xsl:if>
</xsl:template>

<xsl:template match="copyright" name="copyright">
  <xsl:text>Copyright © </xsl:text>
  <xsl:for-each select="year|holder">
    <xsl:if test="position() > 1">
      <xsl:if test="self::year or preceding-sibling::*[1][self::holder]">,</xsl:if>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:for-each>
</xsl:template>

<!-- === what has no rule keeps its text === -->

<xsl:template match="*">
  <xsl:message>
    <xsl:text>stet: no rule for the element '</xsl:text>
    <xsl:value-of select="name()"/>
    <xsl:text>': only its text is kept</xsl:text>
  </xsl:message>
  <any><xsl:apply-templates/></any>
</xsl:template>

</xsl:stylesheet>
