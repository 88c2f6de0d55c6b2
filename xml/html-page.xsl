<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- What pages hold: chapters, sections, the title page, contents, indexes. -->
<xsl:stylesheet version="1.0" exclude-result-prefixes="s"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:s="urn:stet:resolve">

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

<!-- Where a document says that it changed since its last version. -->
<xsl:template match="s:news">
	<details class="news">
		<summary>
			<xsl:text>What is new</xsl:text>
			<xsl:if test="$version != ''">
				<xsl:value-of select="concat(' in ', $version)"/>
			</xsl:if>
		</summary>
		<ul>
			<xsl:for-each select="s:changed">
				<li>
					<a href="{@s:href}">
						<xsl:call-template name="numbered"/>
					</a>
					<xsl:if test="s:ref">
						<ul>
							<xsl:apply-templates
								select="s:ref"/>
						</ul>
					</xsl:if>
				</li>
			</xsl:for-each>
		</ul>
	</details>
</xsl:template>

<xsl:template match="s:news/s:changed/s:ref">
	<li>
		<a href="{@s:href}">
			<xsl:call-template name="numbered"/>
		</a>
	</li>
</xsl:template>

<xsl:template name="numbered">
	<xsl:if test="@s:number">
		<span class="number">
			<xsl:value-of select="@s:number"/>
		</span>
		<xsl:text> </xsl:text>
	</xsl:if>
	<xsl:choose>
		<xsl:when test="@s:unit">
			<code>
				<xsl:value-of select="@s:title"/>
			</code>
			<xsl:if test="@s:use">
				<xsl:value-of select="concat(' (', @s:use, ')')"/>
			</xsl:if>
		</xsl:when>
		<xsl:otherwise>
			<xsl:value-of select="@s:title"/>
		</xsl:otherwise>
	</xsl:choose>
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
		<xsl:apply-templates select="s:news"/>
		<xsl:if test="self::book or self::set">
			<xsl:apply-templates select="s:toc"/>
		</xsl:if>
		<xsl:choose>
			<xsl:when test="$chunks">
				<xsl:apply-templates select="node()[not(@s:page or
					self::title or self::subtitle or self::s:*)]"/>
			</xsl:when>
			<xsl:otherwise>
				<xsl:apply-templates select="node()[not(self::title
					or self::subtitle or self::s:*)]"/>
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
	refsectioninfo|bibliographyinfo|glossaryinfo|indexinfo|blockinfo|objectinfo|
	sidebarinfo|docinfo">
	<xsl:apply-templates select="." mode="info"/>
</xsl:template>

<xsl:template mode="info" match="info|bookinfo|articleinfo|partinfo|
	referenceinfo|setinfo|artheader|chapterinfo|appendixinfo|prefaceinfo|
	sectioninfo|sect1info|sect2info|sect3info|sect4info|sect5info|
	refentryinfo|refsynopsisdivinfo|refsect1info|refsect2info|
	refsect3info|refsectioninfo|bibliographyinfo|glossaryinfo|indexinfo|
	blockinfo|objectinfo|sidebarinfo|docinfo">
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

<xsl:template match="indexterm|itermset|abstract|legalnotice|mediaobject|
	graphic|para|simpara|formalpara|itemizedlist|orderedlist|variablelist|
	subtitle|printhistory|address|cover|annotation" mode="info">
	<xsl:apply-templates select="."/>
</xsl:template>

<xsl:template match="authorgroup" mode="info">
	<xsl:apply-templates mode="info" select="*"/>
</xsl:template>

<xsl:template match="author|editor|othercredit|collab|corpauthor|confgroup|
	publisher" mode="info">
	<p class="{name()}">
		<xsl:apply-templates select="."/>
		<xsl:if test="following-sibling::*[1][self::authorinitials]">
			<xsl:text> (</xsl:text>
			<xsl:apply-templates
				select="following-sibling::*[1]/node()"/>
			<xsl:text>)</xsl:text>
		</xsl:if>
	</p>
	<xsl:apply-templates select="personblurb | authorblurb"/>
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
						<xsl:when test="self::author or
							self::editor or self::othercredit">
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
		<xsl:for-each select="keyword|subject/subjectterm">
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
		<xsl:variable name="title">
			<xsl:apply-templates select="." mode="short"/>
		</xsl:variable>
		<xsl:if test="s:letter[2]">
			<nav class="letters" aria-label="Letters: {$title}">
				<xsl:for-each select="s:letter">
					<a href="#{$anchor}.{@s:name}">
						<xsl:value-of select="@s:name"/>
					</a>
				</xsl:for-each>
			</nav>
		</xsl:if>
		<xsl:for-each select="s:letter">
			<section class="letter" id="{$anchor}.{@s:name}">
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
		<xsl:apply-templates mode="index-item"/>
		<xsl:if test="s:item">
			<ul>
				<xsl:apply-templates select="s:item" mode="index"/>
			</ul>
		</xsl:if>
	</li>
</xsl:template>

<xsl:template match="s:term" mode="index-item">
	<xsl:apply-templates mode="label"/>
</xsl:template>

<xsl:template match="s:ref" mode="index-item">
	<xsl:text>, </xsl:text>
	<a title="{@s:title}" href="{@s:href}">
		<xsl:value-of select="@s:label"/>
	</a>
</xsl:template>

<xsl:template match="s:see" mode="index-item">
	<xsl:text>, </xsl:text>
	<em class="see">see</em>
	<xsl:text> </xsl:text>
	<xsl:apply-templates mode="label"/>
</xsl:template>

<xsl:template match="s:seealso" mode="index-item">
	<xsl:text>, </xsl:text>
	<em class="see">see also</em>
	<xsl:text> </xsl:text>
	<xsl:apply-templates mode="label"/>
</xsl:template>

<xsl:template match="s:item" mode="index-item"/>

<xsl:template match="indexterm">
	<xsl:if test="@s:anchor">
		<span id="{@s:anchor}"/>
	</xsl:if>
</xsl:template>

</xsl:stylesheet>
