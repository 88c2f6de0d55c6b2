<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- What stands around the text of a page: bar, contents, neighbours. -->
<xsl:stylesheet version="1.0" exclude-result-prefixes="s"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:s="urn:stet:resolve">

<!-- The document's own name, short where it has a short one. -->
<xsl:variable name="document">
	<xsl:apply-templates select="/*" mode="short"/>
</xsl:variable>

<xsl:template match="*" mode="short">
	<xsl:variable name="abbreviation"
		select="(titleabbrev | info/titleabbrev |
		bookinfo/titleabbrev | articleinfo/titleabbrev)[1]"/>
	<xsl:variable name="text">
		<xsl:choose>
			<xsl:when test="$abbreviation">
				<xsl:apply-templates select="$abbreviation"
					mode="plain"/>
			</xsl:when>
			<xsl:otherwise>
				<xsl:call-template name="plain-title"/>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:variable>
	<xsl:value-of select="normalize-space($text)"/>
</xsl:template>

<!-- What a page above this one is called. -->
<xsl:template name="name">
	<xsl:choose>
		<xsl:when test="parent::*">
			<xsl:apply-templates select="." mode="short"/>
		</xsl:when>
		<xsl:otherwise>
			<xsl:value-of select="$document"/>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template name="plain-title">
	<xsl:choose>
		<xsl:when test="title">
			<xsl:apply-templates select="title" mode="plain"/>
		</xsl:when>
		<xsl:when test="bookinfo/title | articleinfo/title | info/title">
			<xsl:apply-templates mode="plain" select="(bookinfo/title |
				articleinfo/title | info/title)[1]"/>
		</xsl:when>
		<xsl:otherwise>
			<xsl:variable name="title">
				<xsl:apply-templates select="." mode="title"/>
			</xsl:variable>
			<xsl:value-of select="normalize-space($title)"/>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template match="/">
	<pages>
		<xsl:if test="$lists = 'yes'">
			<xsl:call-template name="lists"/>
		</xsl:if>
		<xsl:apply-templates select="s:pages()" mode="page"/>
	</pages>
</xsl:template>

<!-- ===== a page ====================================================== -->

<xsl:template match="*" mode="page">
	<xsl:variable name="short">
		<xsl:apply-templates select="." mode="short"/>
	</xsl:variable>
	<page name="{@s:page}">
		<html lang="en">
			<xsl:if test="/*/@lang">
				<xsl:attribute name="lang">
					<xsl:value-of select="/*/@lang"/>
				</xsl:attribute>
			</xsl:if>
			<xsl:call-template name="head"/>
			<body>
				<xsl:if test="not($chunks)">
					<xsl:attribute name="class">single</xsl:attribute>
				</xsl:if>
				<a class="skip" href="#page.main">Skip to the text</a>
				<xsl:call-template name="bar"/>
				<div class="page">
					<main id="page.main">
						<xsl:call-template name="crumbs">
							<xsl:with-param name="short"
								select="$short"/>
						</xsl:call-template>
						<xsl:apply-templates select="."/>
						<s:footnotes/>
						<xsl:call-template name="turn"/>
					</main>
					<xsl:call-template name="side"/>
				</div>
			</body>
		</html>
	</page>
</xsl:template>

<xsl:template name="head">
	<xsl:variable name="title">
		<xsl:call-template name="plain-title"/>
	</xsl:variable>
	<head>
		<meta charset="utf-8"/>
		<meta name="viewport"
			content="width=device-width, initial-scale=1"/>
		<meta name="color-scheme" content="light dark"/>
		<title>
			<xsl:if test="@s:number">
				<xsl:value-of select="concat(@s:number, ' ')"/>
			</xsl:if>
			<xsl:value-of select="normalize-space($title)"/>
			<xsl:if test="parent::*">
				<xsl:value-of select="concat(' – ', $document)"/>
			</xsl:if>
		</title>
		<xsl:if test="$chunks and @s:prev">
			<link rel="prev" href="{@s:prev}"/>
		</xsl:if>
		<xsl:if test="$chunks and @s:next">
			<link rel="next" href="{@s:next}"/>
		</xsl:if>
		<s:asset name="html.css"/>
		<s:asset name="html.js"/>
	</head>
</xsl:template>

<!-- The bar at the top: whose page this is, and where to look for something.
     Only a script can search: the form is not shown without one. -->
<xsl:template name="bar">
	<header class="bar">
		<xsl:if test="/*/s:toc/s:entry">
			<a class="menu" href="#page.contents" aria-label="Contents"/>
		</xsl:if>
		<a class="home">
			<xsl:call-template name="home"/>
			<xsl:value-of select="$document"/>
		</a>
		<xsl:if test="$version != ''">
			<span class="version">
				<xsl:value-of select="$version"/>
			</span>
		</xsl:if>
		<form class="search" role="search">
			<xsl:if test="$chunks">
				<xsl:attribute name="action">
					<xsl:value-of select="/*/@s:page"/>
				</xsl:attribute>
			</xsl:if>
			<input type="search" name="q" aria-label="Search"
				placeholder="Search" autocomplete="off"
				spellcheck="false"/>
			<button type="submit" aria-label="Search"/>
		</form>
	</header>
</xsl:template>

<xsl:template name="home">
	<xsl:attribute name="href">
		<xsl:choose>
			<xsl:when test="$chunks">
				<xsl:value-of select="/*/@s:page"/>
			</xsl:when>
			<xsl:otherwise>#page.main</xsl:otherwise>
		</xsl:choose>
	</xsl:attribute>
</xsl:template>

<!-- The way from the title page to here. -->
<xsl:template name="crumbs">
	<xsl:param name="short"/>
	<xsl:if test="$chunks and parent::*">
		<nav class="crumbs" aria-label="Breadcrumbs">
			<ol>
				<xsl:for-each select="ancestor::*[@s:page]">
					<li>
						<a href="{@s:page}">
							<xsl:call-template name="name"/>
						</a>
					</li>
				</xsl:for-each>
				<li aria-current="page">
					<xsl:value-of select="$short"/>
				</li>
			</ol>
		</nav>
	</xsl:if>
</xsl:template>

<!-- Previous, up, next. -->
<xsl:template name="turn">
	<xsl:if test="$chunks and (@s:prev or @s:next)">
		<nav class="turn" aria-label="Pages">
			<xsl:if test="@s:prev">
				<a class="prev" rel="prev" href="{@s:prev}">
					<span>Previous</span>
					<xsl:value-of select="normalize-space(concat(
						@s:prev-number, ' ', @s:prev-title))"/>
				</a>
			</xsl:if>
			<xsl:if test="parent::*">
				<a class="up" href="{ancestor::*[@s:page][1]/@s:page}">
					<span>Up</span>
					<xsl:for-each select="ancestor::*[@s:page][1]">
						<xsl:call-template name="name"/>
					</xsl:for-each>
				</a>
			</xsl:if>
			<xsl:if test="@s:next">
				<a class="next" rel="next" href="{@s:next}">
					<span>Next</span>
					<xsl:value-of select="normalize-space(concat(
						@s:next-number, ' ', @s:next-title))"/>
				</a>
			</xsl:if>
		</nav>
	</xsl:if>
</xsl:template>

<!-- ===== contents ==================================================== -->

<!-- A list of all pages on every page is too much where there are very many. -->
<xsl:variable name="many" select="$pages &gt; 250 and $chunks"/>

<!-- At the side: all chapters, and what is in the one being read. -->
<xsl:template name="side">
	<xsl:if test="/*/s:toc/s:entry">
		<nav class="side" id="page.contents" aria-label="Chapters">
			<a class="close" href="#page.main">Close contents</a>
			<ol>
				<xsl:choose>
					<xsl:when test="not($chunks)">
						<xsl:apply-templates mode="toc"
							select="/*/s:toc/s:entry"/>
					</xsl:when>
					<xsl:when test="not($many)">
						<s:use list="side" from="own"
							key="{@s:anchor}"/>
					</xsl:when>
					<xsl:otherwise>
						<li>
							<a href="{/*/@s:page}#page.toc">
								<xsl:text>All contents</xsl:text>
							</a>
						</li>
						<s:use list="own" only="{@s:anchor}"/>
					</xsl:otherwise>
				</xsl:choose>
			</ol>
		</nav>
	</xsl:if>
</xsl:template>

<!-- Every page's entry as all other pages have it, and as it has it itself. -->
<xsl:template name="lists">
	<xsl:if test="not($many)">
		<s:list name="side">
			<xsl:apply-templates select="/*/s:toc/s:entry"
				mode="side"/>
		</s:list>
	</xsl:if>
	<s:list name="own">
		<xsl:apply-templates select="/*/s:toc/s:entry" mode="own"/>
	</s:list>
</xsl:template>

<xsl:template match="s:entry" mode="side">
	<li s:key="{@s:anchor}">
		<a href="{@s:href}">
			<xsl:call-template name="entry"/>
		</a>
		<xsl:if test="s:entry and (@s:kind = 'part' or
			@s:kind = 'reference' or @s:kind = 'book')">
			<ol>
				<xsl:apply-templates select="s:entry" mode="side"/>
			</ol>
		</xsl:if>
	</li>
</xsl:template>

<xsl:template match="s:entry" mode="own">
	<li s:key="{@s:anchor}">
		<a href="{@s:href}" aria-current="page">
			<xsl:call-template name="entry"/>
		</a>
		<xsl:if test="s:entry">
			<ol>
				<xsl:apply-templates select="s:entry" mode="toc"/>
			</ol>
		</xsl:if>
	</li>
	<xsl:if test="@s:kind = 'part' or @s:kind = 'reference' or
		@s:kind = 'book'">
		<xsl:apply-templates select="s:entry" mode="own"/>
	</xsl:if>
</xsl:template>

<xsl:template name="entry">
	<xsl:if test="@s:number">
		<span class="number">
			<xsl:value-of select="@s:number"/>
		</span>
		<xsl:text> </xsl:text>
	</xsl:if>
	<span>
		<xsl:apply-templates select="s:title/node()" mode="label"/>
	</span>
</xsl:template>

</xsl:stylesheet>
