<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!--
  Changes as one page of HTML. Views and filters are form elements that
  diff-html.css looks at, so that the page does without a script; diff-html.js
  adds keys and memory. The tree is described in tools/diff/diff.h and report.h.
-->
<xsl:stylesheet version="1.0" exclude-result-prefixes="s"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:s="urn:stet:resolve">
<xsl:output method="xml"/>
<xsl:param name="whole" select="'no'"/>

<xsl:variable name="shown" select="/changes/change[@kind != 'unchanged']"/>

<xsl:template match="changes">
	<html lang="en">
		<head>
			<meta charset="utf-8"/>
			<meta name="viewport"
				content="width=device-width, initial-scale=1"/>
			<meta name="color-scheme" content="light dark"/>
			<title>
				<xsl:value-of select="concat('Changes: ', @old-name, ' to ', @new-name)"/>
			</title>
			<s:asset name="html.css"/>
			<s:asset name="diff-html.css"/>
			<s:asset name="diff-html.js"/>
		</head>
		<body class="report">
			<a class="skip" href="#page.main">Skip to the changes</a>
			<header class="bar">
				<a class="home" href="#page.main">
					<xsl:call-template name="count">
						<xsl:with-param name="number" select="@count"/>
						<xsl:with-param name="noun" select="'change'"/>
					</xsl:call-template>
				</a>
				<span class="version">
					<xsl:value-of select="concat(@old-name, ' → ', @new-name)"/>
				</span>
				<a class="menu" href="#page.contents">List</a>
			</header>
			<div class="page">
				<main id="page.main" tabindex="-1">
					<xsl:call-template name="summary"/>
					<xsl:choose>
						<xsl:when test="$whole = 'yes'">
							<xsl:apply-templates select="change" mode="whole"/>
						</xsl:when>
						<xsl:otherwise>
							<xsl:apply-templates select="$shown"/>
						</xsl:otherwise>
					</xsl:choose>
				</main>
				<xsl:call-template name="side"/>
			</div>
		</body>
	</html>
</xsl:template>

<xsl:template name="count">
	<xsl:param name="number"/>
	<xsl:param name="noun"/>
	<xsl:value-of select="concat($number, ' ', $noun)"/>
	<xsl:if test="$number != 1">s</xsl:if>
</xsl:template>

<!-- ===== what there is ==================================================== -->

<xsl:template name="summary">
	<h1>What changed</h1>
	<dl class="sides">
		<div><dt>from</dt><dd><code><xsl:value-of select="@old"/></code></dd></div>
		<div><dt>to</dt><dd><code><xsl:value-of select="@new"/></code></dd></div>
	</dl>
	<xsl:choose>
		<xsl:when test="kind">
			<div class="controls">
				<xsl:call-template name="kinds"/>
				<xsl:if test="$whole != 'yes'">
					<xsl:call-template name="views"/>
				</xsl:if>
			</div>
		</xsl:when>
		<xsl:otherwise>
			<p>Nothing that a reader would notice.</p>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template name="kinds">
	<table class="kinds">
		<thead>
			<tr>
				<th scope="col">show</th>
				<th scope="col" class="right">changes</th>
				<th scope="col">go to</th>
			</tr>
		</thead>
		<tbody>
			<xsl:for-each select="kind">
				<tr>
					<td>
						<label>
							<input type="checkbox" checked="checked"
								class="filter" id="show-{@name}"/>
							<xsl:text> </xsl:text>
							<span class="kind" data-kind="{@name}">
								<xsl:value-of select="@name"/>
							</span>
						</label>
					</td>
					<td class="right"><xsl:value-of select="@count"/></td>
					<td>
						<xsl:if test="@first">
							<a href="#{@first}" aria-label="first {@name}">first</a>
						</xsl:if>
					</td>
				</tr>
			</xsl:for-each>
		</tbody>
	</table>
</xsl:template>

<xsl:template name="views">
	<fieldset class="views">
		<legend>Changed text</legend>
		<label>
			<input type="radio" name="view" id="view-inline" checked="checked"/>
			<xsl:text> inline</xsl:text>
		</label>
		<label>
			<input type="radio" name="view" id="view-side"/>
			<xsl:text> side by side</xsl:text>
		</label>
	</fieldset>
</xsl:template>

<xsl:template name="side">
	<nav class="side" id="page.contents" aria-label="List of changes">
		<a class="close" href="#page.main">Close</a>
		<ol>
			<xsl:for-each select="$shown">
				<xsl:if test="@begins">
					<li class="file"><xsl:value-of select="@file"/></li>
				</xsl:if>
				<li data-kind="{@kind}">
					<a href="#{@id}">
						<span class="dot" data-kind="{@kind}"
							title="{@kind}"></span>
						<span>
							<xsl:call-template name="name"/>
						</span>
					</a>
				</li>
			</xsl:for-each>
		</ol>
	</nav>
</xsl:template>

<xsl:template name="name">
	<xsl:choose>
		<xsl:when test="@title != ''">
			<xsl:value-of select="@title"/>
		</xsl:when>
		<xsl:otherwise>
			<xsl:value-of select="@unit"/>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<!-- ===== a change ========================================================= -->

<xsl:template match="change">
	<xsl:if test="@begins">
		<h2 class="file"><xsl:value-of select="@file"/></h2>
	</xsl:if>
	<article class="change" id="{@id}" data-kind="{@kind}">
		<details open="open">
			<summary>
				<h3>
					<xsl:call-template name="heading"/>
				</h3>
				<xsl:apply-templates select="." mode="words"/>
			</summary>
			<xsl:call-template name="facts"/>
			<xsl:if test="block | fold">
				<div class="text">
					<xsl:apply-templates select="block | fold"/>
				</div>
			</xsl:if>
		</details>
		<a class="self" href="#{@id}"
			aria-label="Permanent link: {@kind} {@title}"></a>
	</article>
</xsl:template>

<xsl:template name="heading">
	<span class="kind" data-kind="{@kind}">
		<xsl:value-of select="@kind"/>
	</span>
	<xsl:text> </xsl:text>
	<xsl:choose>
		<xsl:when test="@unit = 'option' or @unit = 'variable' or
			@unit = 'command-line' or @unit = 'option-row'">
			<code><xsl:call-template name="name"/></code>
		</xsl:when>
		<xsl:otherwise>
			<xsl:call-template name="name"/>
		</xsl:otherwise>
	</xsl:choose>
	<xsl:text> </xsl:text>
	<small><xsl:value-of select="translate(@unit, '-', ' ')"/></small>
</xsl:template>

<xsl:template match="change" mode="words"/>

<xsl:template match="change[@words-added | @words-removed]" mode="words">
	<span class="words">
		<span class="plus">
			<xsl:value-of select="concat('+', @words-added)"/>
		</span>
		<xsl:text> </xsl:text>
		<span class="minus">
			<xsl:value-of select="concat('−', @words-removed)"/>
		</span>
		<xsl:text> words</xsl:text>
	</span>
</xsl:template>

<xsl:template name="facts">
	<p class="where">
		<xsl:for-each select="(new | old[not(../new)])[1]/step">
			<xsl:value-of select="."/>
			<xsl:text> › </xsl:text>
		</xsl:for-each>
		<xsl:call-template name="places"/>
	</p>
	<xsl:if test="@kind = 'moved' and old/step">
		<p class="where">
			<xsl:text>before: </xsl:text>
			<xsl:for-each select="old/step">
				<xsl:if test="position() > 1"> › </xsl:if>
				<xsl:value-of select="."/>
			</xsl:for-each>
		</p>
	</xsl:if>
	<xsl:apply-templates select="option"/>
	<xsl:if test="@field">
		<p class="field">
			<xsl:value-of select="concat(@field, ': ')"/>
			<del><xsl:value-of select="@from"/></del>
			<xsl:text> </xsl:text>
			<ins><xsl:value-of select="@to"/></ins>
		</p>
	</xsl:if>
	<xsl:if test="to | evidence">
		<xsl:call-template name="promotion"/>
	</xsl:if>
</xsl:template>

<xsl:template name="places">
	<span class="places">
		<xsl:for-each select="old">
			<xsl:value-of select="@short"/>
			<xsl:if test="@line">
				<xsl:value-of select="concat(':', @line)"/>
			</xsl:if>
		</xsl:for-each>
		<xsl:for-each select="new[not(../old/@short = @short and
			../old/@line = @line)]">
			<xsl:if test="../old"> → </xsl:if>
			<xsl:if test="not(../old/@short = @short)">
				<xsl:value-of select="@short"/>
			</xsl:if>
			<xsl:if test="@line">
				<xsl:value-of select="concat(':', @line)"/>
			</xsl:if>
		</xsl:for-each>
	</span>
</xsl:template>

<xsl:template match="option">
	<dl class="facts">
		<div><dt>Use</dt><dd><xsl:value-of select="@use"/></dd></div>
		<div>
			<dt>Type</dt>
			<dd>
				<xsl:value-of select="@type"/>
				<xsl:if test="@expanded = 'yes'">, expanded</xsl:if>
			</dd>
		</div>
		<div><dt>Default</dt><dd><code><xsl:value-of select="@default"/></code></dd></div>
	</dl>
</xsl:template>

<!-- Where the text of a section went, and why we believe it. -->
<xsl:template name="promotion">
	<div class="promotion">
		<xsl:if test="to">
			<table>
				<caption>It went to</caption>
				<thead>
					<tr>
						<th scope="col">where</th>
						<th scope="col">file and line</th>
						<th scope="col" class="right">of its text</th>
					</tr>
				</thead>
				<tbody>
					<xsl:apply-templates select="to"/>
				</tbody>
			</table>
		</xsl:if>
		<xsl:if test="evidence">
			<p class="title">Why</p>
			<ul>
				<xsl:for-each select="evidence">
					<li>
						<xsl:value-of select="."/>
						<xsl:if test="@file">
							<span class="places">
								<xsl:value-of select="concat(' ', @short,
									':', @line)"/>
							</span>
						</xsl:if>
					</li>
				</xsl:for-each>
			</ul>
		</xsl:if>
	</div>
</xsl:template>

<xsl:template match="to">
	<tr>
		<td>
			<xsl:value-of select="concat(translate(@unit, '-', ' '), ' ')"/>
			<xsl:choose>
				<xsl:when test="@change">
					<a href="#{@change}"><xsl:value-of select="@title"/></a>
				</xsl:when>
				<xsl:otherwise>
					<xsl:value-of select="@title"/>
				</xsl:otherwise>
			</xsl:choose>
		</td>
		<td>
			<span class="places">
				<xsl:value-of select="concat(@short, ':', @line)"/>
			</span>
		</td>
		<td class="right">
			<xsl:choose>
				<xsl:when test="@share > 0">
					<meter min="0" max="100" value="{@share}"
						aria-label="share of the text"></meter>
					<xsl:value-of select="concat(' ', @share, '%')"/>
				</xsl:when>
				<xsl:otherwise>its name</xsl:otherwise>
			</xsl:choose>
		</td>
	</tr>
</xsl:template>

<!-- ===== blocks =========================================================== -->

<xsl:template match="fold">
	<details class="fold">
		<summary>
			<xsl:call-template name="count">
				<xsl:with-param name="number" select="@count"/>
				<xsl:with-param name="noun" select="'unchanged block'"/>
			</xsl:call-template>
		</summary>
		<xsl:apply-templates select="block"/>
	</details>
</xsl:template>

<xsl:template match="block">
	<div class="block {@state}" id="b{@n}">
		<xsl:call-template name="lines"/>
		<xsl:apply-templates select="." mode="columns"/>
		<xsl:apply-templates select="." mode="link"/>
	</div>
</xsl:template>

<!-- Nothing links to what has not changed. -->
<xsl:template match="block[@state = 'same']">
	<div class="block same">
		<xsl:call-template name="lines"/>
		<xsl:apply-templates select="." mode="column"/>
	</div>
</xsl:template>

<xsl:template name="lines">
	<xsl:attribute name="data-line">
		<xsl:choose>
			<xsl:when test="@new-line"><xsl:value-of select="@new-line"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="@old-line"/></xsl:otherwise>
		</xsl:choose>
	</xsl:attribute>
	<xsl:if test="@depth">
		<xsl:attribute name="data-depth">
			<xsl:choose>
				<xsl:when test="@depth > 5">5</xsl:when>
				<xsl:otherwise><xsl:value-of select="@depth"/></xsl:otherwise>
			</xsl:choose>
		</xsl:attribute>
	</xsl:if>
</xsl:template>

<xsl:template match="block" mode="columns">
	<div class="both">
		<xsl:apply-templates select="." mode="column"/>
	</div>
	<div class="left">
		<xsl:apply-templates select="." mode="column">
			<xsl:with-param name="side" select="'old'"/>
		</xsl:apply-templates>
	</div>
	<div class="right-side">
		<xsl:apply-templates select="." mode="column">
			<xsl:with-param name="side" select="'new'"/>
		</xsl:apply-templates>
	</div>
</xsl:template>

<xsl:template mode="columns" match="block[@state = 'added' or
	@state = 'removed' or @state = 'moved-from' or @state = 'moved-to' or
	@state = 'reflowed' or @state = 'markup']">
	<xsl:apply-templates select="." mode="column"/>
</xsl:template>

<xsl:template match="block" mode="column">
	<xsl:param name="side" select="'both'"/>
	<p class="{@kind}">
		<!-- Items of news and change logs bring their own number. -->
		<xsl:if test="ancestor::change[@unit = 'news-item' or
			@unit = 'change-item']">
			<xsl:attribute name="class">para</xsl:attribute>
		</xsl:if>
		<xsl:apply-templates select="." mode="runs">
			<xsl:with-param name="side" select="$side"/>
		</xsl:apply-templates>
	</p>
</xsl:template>

<xsl:template match="block[@kind = 'code' or @kind = 'source']" mode="column">
	<xsl:param name="side" select="'both'"/>
	<pre class="{@kind}" tabindex="0">
		<xsl:apply-templates select="." mode="runs">
			<xsl:with-param name="side" select="$side"/>
		</xsl:apply-templates>
	</pre>
</xsl:template>

<xsl:template match="block" mode="runs">
	<xsl:param name="side"/>
	<xsl:choose>
		<xsl:when test="$side = 'old'">
			<xsl:apply-templates select="same | removed"/>
		</xsl:when>
		<xsl:when test="$side = 'new'">
			<xsl:apply-templates select="same | added"/>
		</xsl:when>
		<xsl:otherwise>
			<xsl:apply-templates select="same | removed | added"/>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template match="block[starts-with(@state, 'moved') and not(same)]"
	mode="runs">
	<xsl:value-of select="."/>
</xsl:template>

<xsl:template match="same">
	<xsl:value-of select="."/>
</xsl:template>

<!-- The blank before a word is none of the word; in code every blank counts. -->
<xsl:template name="put-word">
	<xsl:param name="as"/>
	<xsl:choose>
		<xsl:when test="starts-with(., ' ') and
			not(../@kind = 'code' or ../@kind = 'source')">
			<xsl:text> </xsl:text>
			<xsl:element name="{$as}">
				<xsl:value-of select="substring(., 2)"/>
			</xsl:element>
		</xsl:when>
		<xsl:otherwise>
			<xsl:element name="{$as}">
				<xsl:value-of select="."/>
			</xsl:element>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template match="removed">
	<xsl:call-template name="put-word">
		<xsl:with-param name="as" select="'del'"/>
	</xsl:call-template>
</xsl:template>

<xsl:template match="added">
	<xsl:call-template name="put-word">
		<xsl:with-param name="as" select="'ins'"/>
	</xsl:call-template>
</xsl:template>

<xsl:template match="block" mode="link"/>

<xsl:template match="block[@state = 'markup']" mode="link">
	<p class="to">other markup, the same words</p>
</xsl:template>

<xsl:template match="block[@state = 'reflowed']" mode="link">
	<p class="to">other line breaks, the same words</p>
</xsl:template>

<xsl:template match="block[@to-change]" mode="link">
	<p class="to">
		<xsl:choose>
			<xsl:when test="@state = 'moved-from'">moved to </xsl:when>
			<xsl:otherwise>moved from </xsl:otherwise>
		</xsl:choose>
		<a href="#b{@link}">
			<xsl:value-of select="@to-title"/>
			<xsl:if test="@to-line">
				<xsl:value-of select="concat(', ', @to-file, ':', @to-line)"/>
			</xsl:if>
		</a>
	</p>
</xsl:template>

<!-- ===== the whole document, changes marked in it ========================= -->

<xsl:template match="change" mode="whole">
	<xsl:if test="@begins">
		<h2 class="file"><xsl:value-of select="@file"/></h2>
	</xsl:if>
	<section class="unit" data-kind="{@kind}">
		<xsl:if test="@id">
			<xsl:attribute name="id">
				<xsl:value-of select="@id"/>
			</xsl:attribute>
		</xsl:if>
		<h3 data-level="{count((new | old[not(../new)])[1]/step)}">
			<xsl:choose>
				<xsl:when test="@kind = 'unchanged'">
					<xsl:call-template name="name"/>
				</xsl:when>
				<xsl:otherwise>
					<xsl:call-template name="heading"/>
				</xsl:otherwise>
			</xsl:choose>
		</h3>
		<xsl:if test="@kind != 'unchanged'">
			<xsl:call-template name="facts"/>
		</xsl:if>
		<xsl:apply-templates select="block | fold/block" mode="whole"/>
	</section>
</xsl:template>

<xsl:template match="block" mode="whole">
	<div class="block {@state}">
		<xsl:if test="@state != 'same'">
			<xsl:attribute name="id">
				<xsl:value-of select="concat('b', @n)"/>
			</xsl:attribute>
		</xsl:if>
		<xsl:call-template name="lines"/>
		<xsl:apply-templates select="." mode="column"/>
		<xsl:apply-templates select="." mode="link"/>
	</div>
</xsl:template>

</xsl:stylesheet>
