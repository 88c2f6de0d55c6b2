<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- Pages: what stands around the text, contents, the title page, indexes. -->
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
		<xsl:apply-templates select="*" mode="page"/>
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
	<xsl:if test="$chunks">
		<xsl:apply-templates select="*[@s:page]" mode="page"/>
	</xsl:if>
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

<!-- The bar at the top: whose page this is. -->
<xsl:template name="bar">
	<header class="bar">
		<a class="home">
			<xsl:call-template name="home"/>
			<xsl:value-of select="$document"/>
		</a>
		<xsl:if test="$version != ''">
			<span class="version">
				<xsl:value-of select="$version"/>
			</span>
		</xsl:if>
		<xsl:if test="/*/s:toc/s:entry">
			<a class="menu" href="#page.contents">Contents</a>
		</xsl:if>
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
<xsl:variable name="many"
	select="count(/*/*[@s:page] | /*/*/*[@s:page]) &gt; 250 and $chunks"/>

<xsl:key name="entry" match="s:entry" use="@s:anchor"/>

<!-- At the side: all chapters, and what is in the one being read. -->
<xsl:template name="side">
	<xsl:variable name="here" select="@s:anchor"/>
	<xsl:if test="/*/s:toc/s:entry">
		<nav class="side" id="page.contents" aria-label="Contents">
			<a class="close" href="#page.main">Close</a>
			<ol>
				<xsl:choose>
					<xsl:when test="not($many)">
						<xsl:apply-templates mode="side"
							select="/*/s:toc/s:entry">
							<xsl:with-param name="here"
								select="$here"/>
						</xsl:apply-templates>
					</xsl:when>
					<xsl:otherwise>
						<li>
							<a href="{/*/@s:page}#page.toc">
								<xsl:text>All contents</xsl:text>
							</a>
						</li>
						<xsl:apply-templates mode="side"
							select="key('entry', $here)">
							<xsl:with-param name="here"
								select="$here"/>
						</xsl:apply-templates>
					</xsl:otherwise>
				</xsl:choose>
			</ol>
		</nav>
	</xsl:if>
</xsl:template>

<xsl:template match="s:entry" mode="side">
	<xsl:param name="here"/>
	<li>
		<a href="{@s:href}">
			<xsl:if test="$chunks and @s:anchor = $here">
				<xsl:attribute name="aria-current">page</xsl:attribute>
			</xsl:if>
			<xsl:call-template name="entry"/>
		</a>
		<xsl:choose>
			<xsl:when test="not(s:entry)"/>
			<xsl:when test="not($chunks) or @s:anchor = $here">
				<ol>
					<xsl:apply-templates select="s:entry"
						mode="toc"/>
				</ol>
			</xsl:when>
			<xsl:when test="not($many) and (@s:kind = 'part' or
				@s:kind = 'reference' or @s:kind = 'book')">
				<ol>
					<xsl:apply-templates select="s:entry"
						mode="side">
						<xsl:with-param name="here"
							select="$here"/>
					</xsl:apply-templates>
				</ol>
			</xsl:when>
		</xsl:choose>
	</li>
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

<!-- The full contents of a book, on its title page. -->
<xsl:template match="s:toc">
	<xsl:if test="parent::book or parent::set">
		<nav class="toc" aria-labelledby="page.toc">
			<h2 id="page.toc">Contents</h2>
			<ol>
				<xsl:apply-templates select="s:entry" mode="toc"/>
			</ol>
		</nav>
	</xsl:if>
</xsl:template>

<xsl:template match="s:entry" mode="toc">
	<li>
		<a href="{@s:href}">
			<xsl:call-template name="entry"/>
		</a>
		<xsl:if test="s:entry">
			<ol>
				<xsl:apply-templates select="s:entry" mode="toc"/>
			</ol>
		</xsl:if>
	</li>
</xsl:template>

<!-- ===== components ================================================== -->

<xsl:template match="chapter|appendix|preface|section|sect1|sect2|sect3|sect4|
	sect5|simplesect|refsection|refsect1|refsect2|refsect3|refsynopsisdiv|
	dedication|acknowledgements|colophon|bibliography">
	<section>
		<xsl:call-template name="common"/>
		<xsl:call-template name="heading"/>
		<xsl:apply-templates select="node()[not(self::title)]"/>
	</section>
</xsl:template>

<!-- The document itself, and what holds pages of its own. -->
<xsl:template match="book|set|part|reference|article">
	<section class="{name()}">
		<xsl:call-template name="common"/>
		<div class="titlepage">
			<xsl:call-template name="heading"/>
			<xsl:apply-templates select="subtitle"/>
			<xsl:apply-templates mode="info" select="info | bookinfo |
				articleinfo | partinfo | referenceinfo | setinfo |
				artheader"/>
		</div>
		<xsl:if test="self::book or self::set">
			<xsl:apply-templates select="s:toc"/>
		</xsl:if>
		<xsl:choose>
			<xsl:when test="$chunks">
				<xsl:apply-templates select="node()[not(@s:page or
					self::title or self::subtitle or self::s:toc)]"/>
			</xsl:when>
			<xsl:otherwise>
				<xsl:apply-templates select="node()[not(self::title
					or self::subtitle or self::s:toc)]"/>
			</xsl:otherwise>
		</xsl:choose>
	</section>
</xsl:template>

<!-- A manual page. -->
<xsl:template match="refentry">
	<section class="refentry">
		<xsl:call-template name="common"/>
		<xsl:call-template name="heading"/>
		<xsl:apply-templates select="node()[not(self::refmeta)]"/>
		<xsl:apply-templates select="refmeta/refmiscinfo"/>
	</section>
</xsl:template>

<xsl:template match="refmiscinfo">
	<p class="refmiscinfo">
		<xsl:apply-templates/>
	</p>
</xsl:template>

<xsl:template match="refnamediv">
	<p class="refname">
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="refdescriptor"/>
		<xsl:for-each select="refname">
			<xsl:if test="position() &gt; 1">, </xsl:if>
			<b>
				<xsl:apply-templates/>
			</b>
		</xsl:for-each>
		<xsl:for-each select="refpurpose">
			<xsl:text> – </xsl:text>
			<xsl:apply-templates/>
		</xsl:for-each>
	</p>
	<xsl:apply-templates select="refclass"/>
</xsl:template>

<xsl:template match="refclass">
	<p>
		<xsl:apply-templates/>
	</p>
</xsl:template>

<xsl:template match="refdescriptor">
	<b>
		<xsl:apply-templates/>
	</b>
	<xsl:text>: </xsl:text>
</xsl:template>

<!-- Short titles name the page at its top; see mode short. -->
<xsl:template match="titleabbrev"/>

<xsl:template match="subtitle">
	<p class="subtitle">
		<xsl:apply-templates/>
	</p>
</xsl:template>

<!-- ===== about the document ========================================== -->

<xsl:template match="bookinfo|articleinfo|partinfo|referenceinfo|setinfo|
	artheader"/>

<xsl:template match="book/info|article/info|part/info|set/info" priority="1"/>

<xsl:template match="info|chapterinfo|appendixinfo|prefaceinfo|sectioninfo|
	sect1info|sect2info|sect3info|sect4info|sect5info|refentryinfo|
	refsynopsisdivinfo|refsect1info|refsect2info|refsect3info|
	bibliographyinfo|glossaryinfo|indexinfo|blockinfo|objectinfo|
	sidebarinfo|docinfo">
	<xsl:apply-templates select="." mode="info"/>
</xsl:template>

<xsl:template mode="info" match="info|bookinfo|articleinfo|partinfo|
	referenceinfo|setinfo|artheader|chapterinfo|appendixinfo|prefaceinfo|
	sectioninfo|sect1info|sect2info|sect3info|sect4info|sect5info|
	refentryinfo|refsynopsisdivinfo|refsect1info|refsect2info|
	refsect3info|bibliographyinfo|glossaryinfo|indexinfo|blockinfo|
	objectinfo|sidebarinfo|docinfo">
	<xsl:if test="*[not(self::title or self::titleabbrev)]">
		<div class="info">
			<xsl:apply-templates mode="info"
				select="*[not(self::title or self::titleabbrev)]"/>
		</div>
	</xsl:if>
</xsl:template>

<xsl:template match="*" mode="info">
	<p class="{name()}">
		<xsl:apply-templates/>
	</p>
</xsl:template>

<xsl:template match="indexterm|abstract|legalnotice|mediaobject|graphic|para|
	simpara|formalpara|itemizedlist|orderedlist|variablelist|subtitle"
	mode="info">
	<xsl:apply-templates select="."/>
</xsl:template>

<xsl:template match="authorgroup" mode="info">
	<xsl:apply-templates mode="info" select="*"/>
</xsl:template>

<xsl:template match="author|editor|othercredit|collab|corpauthor" mode="info">
	<p class="{name()}">
		<xsl:apply-templates select="."/>
		<xsl:if test="following-sibling::*[1][self::authorinitials]">
			<xsl:text> (</xsl:text>
			<xsl:apply-templates
				select="following-sibling::*[1]/node()"/>
			<xsl:text>)</xsl:text>
		</xsl:if>
	</p>
</xsl:template>

<xsl:template match="authorinitials" mode="info">
	<xsl:if test="not(preceding-sibling::*[1][self::author or self::editor
		or self::othercredit or self::collab or self::corpauthor])">
		<p class="authorinitials">
			<xsl:apply-templates/>
		</p>
	</xsl:if>
</xsl:template>

<xsl:template match="revhistory" mode="info">
	<xsl:apply-templates select="."/>
</xsl:template>

<xsl:template match="revhistory">
	<ul class="revisions">
		<xsl:for-each select="revision">
			<li>
				<xsl:for-each select="*|text()[normalize-space()]">
					<xsl:choose>
						<xsl:when test="self::text()"/>
						<xsl:when test="self::revnumber">Revision </xsl:when>
						<xsl:when test="position() &gt; 1">, </xsl:when>
					</xsl:choose>
					<xsl:choose>
						<xsl:when test="self::text()">
							<xsl:value-of select="."/>
						</xsl:when>
						<xsl:when test="self::revdescription">
							<xsl:apply-templates/>
						</xsl:when>
						<xsl:when test="self::author">
							<xsl:apply-templates select="."/>
						</xsl:when>
						<xsl:otherwise>
							<span class="{name()}">
								<xsl:apply-templates/>
							</span>
						</xsl:otherwise>
					</xsl:choose>
				</xsl:for-each>
			</li>
		</xsl:for-each>
	</ul>
</xsl:template>

<xsl:template match="copyright" mode="info">
	<p class="copyright">
		<xsl:apply-templates select="."/>
	</p>
</xsl:template>

<xsl:template match="copyright">
	<xsl:text>Copyright ©</xsl:text>
	<xsl:for-each select="year">
		<xsl:if test="position() &gt; 1">,</xsl:if>
		<xsl:value-of select="concat(' ', normalize-space())"/>
	</xsl:for-each>
	<xsl:for-each select="holder">
		<xsl:if test="position() &gt; 1">,</xsl:if>
		<xsl:value-of select="concat(' ', normalize-space())"/>
	</xsl:for-each>
</xsl:template>

<xsl:template match="keywordset|subjectset" mode="info">
	<p class="keywords">
		<xsl:for-each select="keyword|subject">
			<xsl:if test="position() &gt; 1">, </xsl:if>
			<xsl:apply-templates mode="plain"/>
		</xsl:for-each>
	</p>
</xsl:template>

<!-- ===== indexes ===================================================== -->

<xsl:template match="index|setindex">
	<section class="index">
		<xsl:call-template name="common"/>
		<xsl:call-template name="heading"/>
		<xsl:apply-templates
			select="node()[not(self::title or self::s:letter)]"/>
		<xsl:variable name="anchor" select="@s:anchor"/>
		<xsl:variable name="name">
			<xsl:call-template name="heading-name">
				<xsl:with-param name="deeper" select="1"/>
			</xsl:call-template>
		</xsl:variable>
		<xsl:if test="s:letter[2]">
			<p class="letters">
				<xsl:for-each select="s:letter">
					<a href="#{$anchor}.{position()}">
						<xsl:value-of select="@s:name"/>
					</a>
					<xsl:text> </xsl:text>
				</xsl:for-each>
			</p>
		</xsl:if>
		<xsl:for-each select="s:letter">
			<section class="letter" id="{$anchor}.{position()}">
				<xsl:element name="{$name}">
					<xsl:value-of select="@s:name"/>
				</xsl:element>
				<ul>
					<xsl:apply-templates select="s:item"
						mode="index"/>
				</ul>
			</section>
		</xsl:for-each>
	</section>
</xsl:template>

<xsl:template match="s:item" mode="index">
	<li>
		<xsl:apply-templates select="s:term/node()" mode="label"/>
		<xsl:for-each select="s:ref">
			<xsl:text>, </xsl:text>
			<a title="{@s:title}" href="{@s:href}">
				<xsl:value-of select="@s:label"/>
			</a>
		</xsl:for-each>
		<xsl:for-each select="s:see">
			<xsl:text>, </xsl:text>
			<em class="see">see</em>
			<xsl:text> </xsl:text>
			<xsl:apply-templates mode="label"/>
		</xsl:for-each>
		<xsl:for-each select="s:seealso">
			<xsl:text>, </xsl:text>
			<em class="see">see also</em>
			<xsl:text> </xsl:text>
			<xsl:apply-templates mode="label"/>
		</xsl:for-each>
		<xsl:if test="s:item">
			<ul>
				<xsl:apply-templates select="s:item" mode="index"/>
			</ul>
		</xsl:if>
	</li>
</xsl:template>

<xsl:template match="indexterm">
	<xsl:if test="@s:anchor">
		<span id="{@s:anchor}"/>
	</xsl:if>
</xsl:template>

</xsl:stylesheet>
