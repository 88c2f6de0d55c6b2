<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!--
  DocBook to HTML. Reads the tree as resolve leaves it: numbers, anchors, links
  and contents stand at the node (prefix s), so no rule here looks elsewhere.

  The result is <pages><page name="…"><html>…, cut into files in C, which also
  fills in a few elements (prefix s): s:asset becomes style and script, linked or
  inline; s:footnote its mark, and s:footnotes the notes of the page; s:edit a link
  to the source.

  A book's pages are made by several runs at once: s:pages() gives those to make.
  What they share comes first, by a run with lists=yes and no pages: an s:list is
  written once, and s:use puts it into a page, with the part that has the s:key
  asked for as it is in another list; or only that part.

  Parameters: single (yes: everything in one page), pages (how many there are),
  name (of the file, where the document has no title), version (of the
  document), source (yes: say the file and line of each section), edit (yes: link
  to it).
-->
<xsl:stylesheet version="1.0" exclude-result-prefixes="s xlink"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:s="urn:stet:resolve" xmlns:xlink="http://www.w3.org/1999/xlink">

<xsl:include href="html-frame.xsl"/>
<xsl:include href="html-page.xsl"/>
<xsl:include href="html-block.xsl"/>
<xsl:include href="html-list.xsl"/>
<xsl:include href="html-table.xsl"/>
<xsl:include href="html-inline.xsl"/>

<xsl:param name="single" select="'no'"/>
<xsl:param name="pages" select="0"/>
<xsl:param name="lists" select="'no'"/>
<xsl:param name="name"/>
<xsl:param name="version"/>
<xsl:param name="source" select="'no'"/>
<xsl:param name="edit" select="'no'"/>

<xsl:variable name="chunks" select="$single != 'yes'"/>

<!-- What is not known: the text stays, and the user is told. -->
<xsl:template match="*">
	<xsl:variable name="element">
		<xsl:choose>
			<xsl:when test="para | simpara | itemizedlist |
				orderedlist | variablelist | programlisting | screen |
				literallayout | informaltable | table | note | example"
				>div</xsl:when>
			<xsl:otherwise>span</xsl:otherwise>
		</xsl:choose>
	</xsl:variable>
	<xsl:message>stet: no rule for the element '<xsl:value-of
		select="name()"/>': only its text is kept</xsl:message>
	<xsl:element name="{$element}">
		<xsl:attribute name="class">unknown</xsl:attribute>
		<xsl:attribute name="data-element">
			<xsl:value-of select="name()"/>
		</xsl:attribute>
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</xsl:element>
</xsl:template>

<!-- Notes to machines. -->
<xsl:template match="processing-instruction()|comment()"/>
<xsl:template match="s:*"/>

<!-- What would be done without these, but only after libxslt has tried each rule
     for "*" of any mode. -->
<xsl:template match="text()" mode="label" priority="9">
	<xsl:copy/>
</xsl:template>

<xsl:template match="text()" priority="9">
	<xsl:copy/>
</xsl:template>

<!-- ===== what many rules need ======================================== -->

<!-- The attributes that any element may carry over. resolve adds its own after
     the author's: the anchor takes the place of an id. -->
<xsl:template name="common">
	<xsl:apply-templates select="@*" mode="common"/>
</xsl:template>

<xsl:template match="@*" mode="common"/>

<xsl:template match="@s:anchor|@id" mode="common">
	<xsl:attribute name="id">
		<xsl:value-of select="."/>
	</xsl:attribute>
</xsl:template>

<xsl:template match="@revisionflag" mode="common">
	<xsl:attribute name="data-revision">
		<xsl:value-of select="."/>
	</xsl:attribute>
</xsl:template>

<xsl:template match="@lang" mode="common">
	<xsl:attribute name="lang">
		<xsl:value-of select="."/>
	</xsl:attribute>
</xsl:template>

<!-- Where a link goes. -->
<xsl:template name="href">
	<xsl:attribute name="href">
		<xsl:value-of select="@s:href"/>
	</xsl:attribute>
</xsl:template>

<!-- The element h1 to h6 for a component's title, or for what is in one. -->
<xsl:template name="heading-name">
	<xsl:param name="deeper" select="number(not(@s:level) and parent::*)"/>
	<xsl:variable name="wanted" select="$deeper + number(not($chunks)) +
		sum(ancestor-or-self::*[@s:level][1]/@s:level)"/>
	<xsl:choose>
		<xsl:when test="$wanted &gt; 1 and $wanted &lt; 7">
			<xsl:value-of select="concat('h', $wanted)"/>
		</xsl:when>
		<xsl:when test="$wanted &gt; 6">h6</xsl:when>
		<xsl:when test="parent::* and not($chunks)">h2</xsl:when>
		<xsl:otherwise>h1</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template name="permalink">
	<xsl:param name="anchor" select="@s:anchor"/>
	<xsl:if test="$anchor">
		<a class="self" href="#{$anchor}" aria-label="Permalink"/>
		<xsl:if test="$edit = 'yes'">
			<xsl:call-template name="edit"/>
		</xsl:if>
	</xsl:if>
</xsl:template>

<!-- Where the element comes from, for who would mend it. -->
<xsl:template name="edit">
	<xsl:for-each select="ancestor-or-self::*[@s:file][1][not(@s:made)]">
		<s:edit file="{@s:file}" line="{@s:line}"/>
	</xsl:for-each>
</xsl:template>

<xsl:template name="heading">
	<xsl:variable name="name">
		<xsl:call-template name="heading-name"/>
	</xsl:variable>
	<xsl:element name="{$name}">
		<xsl:if test="@s:number">
			<span class="number">
				<xsl:value-of select="@s:number"/>
			</span>
			<xsl:text> </xsl:text>
		</xsl:if>
		<xsl:apply-templates select="." mode="title"/>
		<xsl:call-template name="permalink"/>
	</xsl:element>
	<xsl:if test="$source = 'yes' and @s:file">
		<p class="source">
			<xsl:value-of select="concat(@s:file, ':', @s:line)"/>
		</p>
	</xsl:if>
</xsl:template>

<!-- ===== titles ====================================================== -->

<!-- A component's title, with its markup. -->
<xsl:template match="*" mode="title">
	<xsl:choose>
		<xsl:when test="title">
			<xsl:apply-templates select="title[1]/node()"/>
		</xsl:when>
		<xsl:otherwise>
			<xsl:call-template name="other-title"/>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template name="other-title">
	<xsl:variable name="title" select="(info/title |
		bookinfo/title | articleinfo/title | chapterinfo/title |
		appendixinfo/title | prefaceinfo/title | partinfo/title |
		sectioninfo/title | refentryinfo/title | sect1info/title |
		sect2info/title | sect3info/title | sect4info/title |
		sect5info/title | bibliographyinfo/title | glossaryinfo/title |
		indexinfo/title | setinfo/title | objectinfo/title)[1]"/>
	<xsl:choose>
		<xsl:when test="$title">
			<xsl:apply-templates select="$title/node()"/>
		</xsl:when>
		<xsl:when test="self::index">Index</xsl:when>
		<xsl:when test="self::glossary">Glossary</xsl:when>
		<xsl:when test="self::bibliography">Bibliography</xsl:when>
		<xsl:when test="self::preface">Preface</xsl:when>
		<xsl:when test="self::dedication">Dedication</xsl:when>
		<xsl:when test="self::acknowledgements">Acknowledgements</xsl:when>
		<xsl:when test="self::colophon">Colophon</xsl:when>
		<xsl:when test="self::abstract">Abstract</xsl:when>
		<xsl:when test="self::toc">Contents</xsl:when>
		<xsl:when test="self::refsynopsisdiv">Synopsis</xsl:when>
		<xsl:when test="self::appendix">Appendix</xsl:when>
		<xsl:when test="not(parent::*)">
			<xsl:value-of select="$name"/>
		</xsl:when>
		<xsl:otherwise>Untitled</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template match="refentry" mode="title">
	<xsl:choose>
		<xsl:when test="refmeta/refentrytitle">
			<xsl:apply-templates select="refmeta/refentrytitle/node()"/>
			<xsl:apply-templates select="refmeta/manvolnum"/>
		</xsl:when>
		<xsl:otherwise>
			<xsl:apply-templates
				select="refnamediv[1]/refname[1]/node()"/>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<!-- The same where nothing may be linked or marked: in links, in <title>. -->
<xsl:template match="*" mode="plain">
	<xsl:apply-templates mode="plain"/>
</xsl:template>

<xsl:template match="indexterm|footnote|footnoteref|anchor|remark|co"
	mode="plain"/>

<xsl:template match="quote" mode="plain">
	<xsl:variable name="inner" select="count(ancestor::quote) mod 2"/>
	<xsl:value-of select="substring('“‘', 1 + $inner, 1)"/>
	<xsl:apply-templates mode="plain"/>
	<xsl:value-of select="substring('”’', 1 + $inner, 1)"/>
</xsl:template>

<xsl:template match="xref" mode="plain">
	<xsl:value-of select="@s:label"/>
</xsl:template>

<xsl:template match="processing-instruction()|comment()" mode="plain"/>

<!-- In contents and indexes: code looks like code, but nothing is a link. -->
<xsl:template match="*" mode="label">
	<xsl:apply-templates mode="label"/>
</xsl:template>

<xsl:template mode="label" match="literal|option|command|function|varname|
	filename|constant|parameter|code|type|classname|systemitem|envar|
	userinput|computeroutput|replaceable">
	<code>
		<xsl:apply-templates mode="label"/>
	</code>
</xsl:template>

<xsl:template match="emphasis" mode="label">
	<xsl:if test="node()">
		<em>
			<xsl:apply-templates mode="label"/>
		</em>
	</xsl:if>
</xsl:template>

<xsl:template match="indexterm|footnote|footnoteref|anchor|remark|co"
	mode="label"/>

<xsl:template match="quote|xref" mode="label">
	<xsl:apply-templates select="." mode="plain"/>
</xsl:template>

<xsl:template match="processing-instruction()|comment()" mode="label"/>

</xsl:stylesheet>
