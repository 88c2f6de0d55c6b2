<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- The text of a document as a whole: title page, contents, chapters and
     sections, indexes; and all the other rules, which it includes. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:s="urn:stet:resolve"
    exclude-result-prefixes="s">

<xsl:include href="text-block.xsl"/>
<xsl:include href="text-list.xsl"/>
<xsl:include href="text-table.xsl"/>
<xsl:include href="text-inline.xsl"/>

<!-- For a list item, a row, or a heading, which is laid out by what it is in: they
     have something to say only with change bars. -->
<xsl:template name="revised"/>
<xsl:template name="revised-row"/>
<xsl:template name="revised-title"/>

<!-- === the document === -->

<xsl:template match="/">
  <layout indent="3">
    <xsl:apply-templates select="*" mode="document"/>
    <notes/>
  </layout>
</xsl:template>

<xsl:template match="*" mode="document">
  <xsl:call-template name="title-page"/>
  <xsl:apply-templates select="s:toc" mode="contents"/>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="refentry" mode="document">
  <xsl:call-template name="title-page"/>
  <xsl:apply-templates/>
</xsl:template>

<!-- Parts of a document, standing alone. -->
<xsl:template match="section|sect1|sect2|sect3|sect4|sect5|simplesect|refsect1
    |refsect2|refsect3|refsection|refsynopsisdiv|bibliodiv|glossdiv|indexdiv
    |topic|index|setindex|ulink" mode="document">
  <xsl:apply-templates select="."/>
</xsl:template>

<!-- What would be done without this, but only after libxslt has tried each rule
     for "*" of any mode. -->
<xsl:template match="text()" priority="9"><xsl:copy/></xsl:template>

<!-- Shown elsewhere, or nothing to read. -->
<xsl:template match="indexterm|titleabbrev|s:*|colspec|spanspec|col|colgroup
    |areaspec|beginpage|anchor|remark|itermset|refmeta|screeninfo|extendedlink
    |imageobjectco/calloutlist/title|processing-instruction()|comment()"/>

<!-- About the whole document: on its title page. -->
<xsl:template match="/*/bookinfo|/*/articleinfo|/*/info|/*/setinfo
    |/*/refentryinfo|/*/partinfo|/*/chapterinfo|/*/sectioninfo|/*/sect1info
    |/*/artheader|/*/docinfo" priority="2"/>

<!-- About a part of it: below its heading. -->
<xsl:template match="bookinfo|articleinfo|info|setinfo|partinfo|chapterinfo|appendixinfo
    |prefaceinfo|sectioninfo|sect1info|sect2info|sect3info|sect4info
    |sect5info|refentryinfo|referenceinfo|refsynopsisdivinfo|refsect1info
    |refsect2info|refsect3info|refsectioninfo|glossaryinfo|bibliographyinfo
    |indexinfo|setindexinfo|sidebarinfo|blockinfo|objectinfo|docinfo
    |artheader">
  <xsl:variable name="shown" select="*[not(self::title or self::subtitle
      or self::titleabbrev or self::indexterm or self::itermset)]"/>
  <xsl:if test="$shown">
    <block before="1" after="1">
      <xsl:apply-templates select="$shown" mode="page">
        <xsl:with-param name="align" select="'left'"/>
      </xsl:apply-templates>
    </block>
  </xsl:if>
</xsl:template>

<!-- === title page === -->

<xsl:template name="title-page">
  <xsl:variable name="info" select="bookinfo|articleinfo|info|setinfo
      |refentryinfo|partinfo|chapterinfo|sectioninfo|sect1info|artheader
      |docinfo"/>
  <xsl:variable name="title"
      select="(title|$info/title|refmeta/refentrytitle)[1]"/>
  <xsl:if test="$title or $info">
    <block indent="-3">
      <rule char="="/>
      <block align="center" before="1">
        <xsl:apply-templates select="$title/node()"/>
        <xsl:apply-templates select="refmeta/manvolnum"/>
      </block>
      <xsl:for-each select="(subtitle|$info/subtitle)[1]">
        <block align="center"><xsl:apply-templates/></block>
      </xsl:for-each>
      <xsl:if test="$version != '' and not($info/releaseinfo)
          and not($info/edition) and not($info//revnumber)">
        <block align="center" before="1">
          <xsl:value-of select="concat('Version ', $version)"/>
        </block>
      </xsl:if>
      <block before="1">
        <xsl:apply-templates select="$info/*" mode="page"/>
      </block>
      <rule char="=" before="1" after="2"/>
    </block>
  </xsl:if>
</xsl:template>

<xsl:template match="*" mode="page">
  <xsl:param name="align" select="'center'"/>
  <block align="{$align}"><xsl:apply-templates select="."/></block>
</xsl:template>

<xsl:template match="title|subtitle|titleabbrev|indexterm|itermset|s:*
    |colspec" mode="page"/>

<!-- Initials stand behind the name they belong to. -->
<xsl:template match="authorinitials" mode="page">
  <xsl:param name="align" select="'center'"/>
  <xsl:if test="not(preceding-sibling::*[1][self::author or self::editor
      or self::othercredit or self::collab or self::corpauthor])">
    <block align="{$align}"><xsl:apply-templates/></block>
  </xsl:if>
</xsl:template>

<xsl:template match="author|editor|othercredit|collab|corpauthor" mode="page">
  <xsl:param name="align" select="'center'"/>
  <block align="{$align}">
    <xsl:apply-templates select="."/>
    <xsl:for-each select="following-sibling::*[1][self::authorinitials]">
      <xsl:text> (</xsl:text><xsl:apply-templates/><xsl:text>)</xsl:text>
    </xsl:for-each>
  </block>
</xsl:template>

<xsl:template match="abstract|legalnotice|printhistory" mode="page">
  <xsl:param name="align" select="'center'"/>
  <block before="1">
    <xsl:if test="$align = 'center'">
      <xsl:attribute name="indent">6</xsl:attribute>
      <xsl:attribute name="right">6</xsl:attribute>
    </xsl:if>
    <xsl:apply-templates/>
  </block>
</xsl:template>

<xsl:template match="authorgroup|revhistory" mode="page">
  <xsl:param name="align" select="'center'"/>
  <xsl:apply-templates select="*" mode="page">
    <xsl:with-param name="align" select="$align"/>
  </xsl:apply-templates>
</xsl:template>

<xsl:template match="revision" mode="page">
  <xsl:param name="align" select="'center'"/>
  <block align="{$align}"><xsl:call-template name="revision"/></block>
</xsl:template>

<xsl:template name="revision">
  <xsl:if test="revnumber">Revision </xsl:if>
  <xsl:for-each select="*">
    <xsl:if test="position() > 1">, </xsl:if>
    <xsl:apply-templates select="." mode="revision"/>
  </xsl:for-each>
</xsl:template>

<xsl:template match="*" mode="revision">
  <xsl:apply-templates select="."/>
</xsl:template>

<!-- A paragraph goes on where the date ends. -->
<xsl:template match="revdescription[not(*[not(self::para or self::simpara)])]"
    mode="revision">
  <xsl:for-each select="*">
    <xsl:if test="position() > 1"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates/>
  </xsl:for-each>
</xsl:template>

<xsl:template match="revhistory">
  <block before="1">
    <xsl:apply-templates select="title"/>
    <xsl:for-each select="revision">
      <block hang="4"><xsl:call-template name="revision"/></block>
    </xsl:for-each>
  </block>
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
  <xsl:for-each select="personblurb|authorblurb">
    <block indent="6" right="6"><xsl:apply-templates/></block>
  </xsl:for-each>
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

<xsl:template match="copyright" mode="page">
  <xsl:param name="align" select="'center'"/>
  <block align="{$align}" before="1">
    <xsl:call-template name="copyright"/>
  </block>
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

<!-- === contents === -->

<xsl:template match="s:toc" mode="contents">
  <xsl:if test="s:entry">
    <block indent="-3" before="2" after="1" underline="-">Contents</block>
    <xsl:variable name="nested" select="boolean(s:entry/s:entry)"/>
    <block after="2">
      <xsl:for-each select="s:entry">
        <xsl:call-template name="entry">
          <xsl:with-param name="before" select="number($nested)"/>
        </xsl:call-template>
      </xsl:for-each>
    </block>
  </xsl:if>
</xsl:template>

<xsl:template name="entry">
  <xsl:param name="before" select="0"/>
  <xsl:variable name="top" select="not(contains(@s:number, '.'))"/>
  <block before="{$before}" hang="2">
    <xsl:if test="@s:number">
      <xsl:attribute name="label">
        <xsl:value-of select="@s:number"/>
        <xsl:if test="$top">.</xsl:if>
      </xsl:attribute>
      <xsl:attribute name="indent">
        <xsl:choose>
          <xsl:when test="$top">4</xsl:when>
          <xsl:when test="string-length(@s:number) > 5">
            <xsl:value-of select="string-length(@s:number) + 1"/>
          </xsl:when>
          <xsl:otherwise>6</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
    </xsl:if>
    <xsl:apply-templates select="s:title/node()"/>
  </block>
  <xsl:if test="s:entry">
    <block>
      <xsl:attribute name="indent">
        <xsl:choose>
          <xsl:when test="$top">4</xsl:when>
          <xsl:when test="string-length(@s:number) > 5">2</xsl:when>
          <xsl:otherwise>6</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:for-each select="s:entry">
        <xsl:call-template name="entry"/>
      </xsl:for-each>
    </block>
  </xsl:if>
</xsl:template>

<!-- === chapters and sections === -->

<xsl:template match="book/*/title|book/title|article/title|set/title
    |part/title|chapter/title|appendix/title|preface/title|section/title
    |sect1/title|sect2/title|sect3/title|sect4/title|sect5/title
    |simplesect/title|refsect1/title|refsect2/title|refsect3/title
    |refsection/title|refsynopsisdiv/title|reference/title|glossary/title
    |bibliography/title|index/title|colophon/title|dedication/title
    |acknowledgements/title|refentry/title|bibliodiv/title|glossdiv/title
    |indexdiv/title|setindex/title|topic/title|toc/title|lot/title"/>
<xsl:template match="book/subtitle|article/subtitle|set/subtitle
    |part/subtitle|chapter/subtitle|appendix/subtitle|preface/subtitle
    |section/subtitle|sect1/subtitle|sect2/subtitle|sect3/subtitle
    |sect4/subtitle|sect5/subtitle|simplesect/subtitle|reference/subtitle
    |glossary/subtitle|bibliography/subtitle|index/subtitle|refsect1/subtitle
    |dedication/subtitle|colophon/subtitle|bibliodiv/subtitle
    |glossdiv/subtitle|refsection/subtitle|topic/subtitle"/>

<xsl:template match="part|chapter|appendix|preface|reference|glossary
    |bibliography|index|setindex|colophon|dedication|acknowledgements
    |book/article|set/book|set/set|set/article|part/article|refentry|toc|lot">
  <xsl:call-template name="chapter"/>
</xsl:template>

<xsl:template match="article/appendix|article/glossary|article/bibliography
    |article/index|section|sect1|sect2|sect3|sect4|sect5|simplesect|refsect1
    |refsect2|refsect3|refsection|refsynopsisdiv|bibliodiv|glossdiv|indexdiv
    |topic|article/toc|article/lot|chapter/toc|chapter/lot|preface/toc
    |article/colophon|article/dedication|article/acknowledgements|article/refentry
    |chapter/glossary|chapter/bibliography|chapter/index|appendix/glossary
    |appendix/bibliography|section/glossary|section/bibliography|sect1/glossary
    |sect1/bibliography|sect2/glossary|sect2/bibliography|chapter/refentry
    |section/refentry|sect1/refentry|section/index|sect1/index"
    priority="1">
  <xsl:call-template name="section"/>
</xsl:template>

<xsl:template name="chapter">
  <notes/>
  <block indent="-3" before="3" after="1">
    <rule char="="/>
    <xsl:call-template name="heading-block"/>
    <rule char="="/>
  </block>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template name="section">
  <notes/>
  <block indent="-3" before="2" after="1">
    <xsl:call-template name="heading-block">
      <xsl:with-param name="underline">
        <xsl:choose>
          <xsl:when test="@s:level = 1">=</xsl:when>
          <xsl:when test="@s:level > 2">~</xsl:when>
          <xsl:otherwise>-</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </block>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template name="heading-block">
  <xsl:param name="underline"/>
  <xsl:variable name="title" select="(title|*/title[contains(name(..), 'info')]
      |refmeta/refentrytitle)[1]"/>
  <xsl:variable name="subtitle" select="(subtitle
      |*/subtitle[contains(name(..), 'info')])[1]"/>
  <block hang="{string-length(@s:number) + 1
      + number(not(contains(@s:number, '.')))}">
    <xsl:call-template name="revised-title"/>
    <xsl:if test="$underline != ''">
      <xsl:attribute name="underline">
        <xsl:value-of select="$underline"/>
      </xsl:attribute>
    </xsl:if>
    <xsl:if test="@s:number">
      <xsl:value-of select="@s:number"/>
      <xsl:if test="not(contains(@s:number, '.'))">.</xsl:if>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$title">
        <xsl:apply-templates select="$title/node()"/>
        <xsl:if test="self::refentry and $title/self::refentrytitle">
          <xsl:apply-templates select="refmeta/manvolnum"/>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="default-title"/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$subtitle">
      <xsl:text>: </xsl:text>
      <xsl:apply-templates select="$subtitle/node()"/>
    </xsl:if>
  </block>
</xsl:template>

<xsl:template name="default-title">
  <xsl:choose>
    <xsl:when test="self::index[@role = 'concept']">Concept index</xsl:when>
    <xsl:when test="self::index[@role = 'option']">Options index</xsl:when>
    <xsl:when test="self::index[@role = 'variable']">Variables index</xsl:when>
    <xsl:when test="self::index|self::setindex">Index</xsl:when>
    <xsl:when test="self::glossary">Glossary</xsl:when>
    <xsl:when test="self::bibliography">Bibliography</xsl:when>
    <xsl:when test="self::preface">Preface</xsl:when>
    <xsl:when test="self::dedication">Dedication</xsl:when>
    <xsl:when test="self::colophon">Colophon</xsl:when>
    <xsl:when test="self::acknowledgements">Acknowledgements</xsl:when>
    <xsl:when test="self::toc">Contents</xsl:when>
    <xsl:when test="self::refentry">
      <xsl:apply-templates select="refnamediv[1]/refname[1]/node()"/>
    </xsl:when>
    <xsl:when test="self::refsynopsisdiv">Synopsis</xsl:when>
  </xsl:choose>
</xsl:template>

<!-- === manual pages inside a document === -->

<xsl:template match="manvolnum">
  <xsl:text>(</xsl:text><xsl:apply-templates/><xsl:text>)</xsl:text>
</xsl:template>

<xsl:template match="refnamediv">
  <block before="1">
    <xsl:for-each select="refdescriptor">
      <xsl:apply-templates/><xsl:text>: </xsl:text>
    </xsl:for-each>
    <xsl:for-each select="refname">
      <xsl:if test="position() > 1">, </xsl:if>
      <xsl:apply-templates/>
    </xsl:for-each>
    <xsl:for-each select="refpurpose">
      <xsl:text> — </xsl:text>
      <xsl:apply-templates/>
    </xsl:for-each>
  </block>
  <xsl:for-each select="refclass|../refmeta/refmiscinfo[
      not(../../refnamediv[2]) or generate-id(../../refnamediv[1])
      = generate-id(current())]">
    <block><xsl:apply-templates/></block>
  </xsl:for-each>
</xsl:template>

<!-- === indexes === -->

<xsl:template match="index|setindex" priority="1">
  <xsl:call-template name="chapter"/>
  <xsl:apply-templates select="s:letter" mode="index"/>
</xsl:template>

<xsl:template match="s:letter" mode="index">
  <block before="2" after="1"><xsl:value-of select="@s:name"/></block>
  <xsl:apply-templates select="s:item" mode="index"/>
</xsl:template>

<xsl:template match="s:item" mode="index">
  <block hang="4">
    <xsl:apply-templates mode="index-item"/>
  </block>
  <xsl:if test="s:item">
    <block indent="4">
      <xsl:apply-templates select="s:item" mode="index"/>
    </block>
  </xsl:if>
</xsl:template>

<xsl:template match="s:term" mode="index-item"><xsl:apply-templates/></xsl:template>
<xsl:template match="s:item" mode="index-item"/>

<!-- A number once. -->
<xsl:template match="s:ref" mode="index-item">
  <xsl:choose>
    <xsl:when test="not(preceding-sibling::s:ref[1])">
      <xsl:text>&#160; </xsl:text>
      <xsl:value-of select="@s:label"/>
    </xsl:when>
    <xsl:when test="@s:label != preceding-sibling::s:ref[1]/@s:label">
      <xsl:value-of select="concat(', ', @s:label)"/>
    </xsl:when>
  </xsl:choose>
</xsl:template>

<xsl:template match="s:see|s:seealso" mode="index-item">
  <xsl:choose>
    <xsl:when test="preceding-sibling::s:see[1]
        or preceding-sibling::s:seealso[1]">; </xsl:when>
    <xsl:otherwise>, </xsl:otherwise>
  </xsl:choose>
  <xsl:text>see </xsl:text>
  <xsl:if test="self::s:seealso">also </xsl:if>
  <xsl:apply-templates/>
</xsl:template>

<!-- Those that an author wrote. -->
<xsl:template match="indexentry">
  <block hang="4">
    <xsl:apply-templates select="primaryie/node()"/>
    <xsl:for-each select="seeie|seealsoie">
      <xsl:text>, see </xsl:text>
      <xsl:if test="self::seealsoie">also </xsl:if>
      <xsl:apply-templates/>
    </xsl:for-each>
    <xsl:for-each select="secondaryie|tertiaryie">
      <block indent="{4 + 4 * number(boolean(self::tertiaryie))}">
        <xsl:apply-templates/>
      </block>
    </xsl:for-each>
  </block>
</xsl:template>

<xsl:template match="tocchap|tocfront|tocback|tocpart|toclevel1|toclevel2
    |toclevel3|toclevel4|toclevel5|tocdiv">
  <block indent="{2 * number(not(self::tocfront or self::tocback
      or self::tocpart or self::tocdiv))}">
    <xsl:apply-templates/>
  </block>
</xsl:template>

<xsl:template match="tocentry|lotentry|tocfront[not(*)]|tocback[not(*)]"
    priority="1">
  <block hang="4"><xsl:apply-templates/></block>
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
