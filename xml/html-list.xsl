<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- Lists, procedures, questions, glossaries, bibliographies. -->
<xsl:stylesheet version="1.0" exclude-result-prefixes="s xlink"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:s="urn:stet:resolve" xmlns:xlink="http://www.w3.org/1999/xlink">

<!-- ===== lists ======================================================= -->

<!-- What a list says before its first item. -->
<xsl:template name="before-items">
	<xsl:apply-templates select="*[not(self::listitem or self::varlistentry
		or self::step or self::callout or self::member or
		self::glossentry or self::segtitle or self::seglistitem or
		self::qandaentry or self::qandadiv)]"/>
</xsl:template>

<xsl:template match="itemizedlist">
	<xsl:call-template name="before-items"/>
	<ul>
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="listitem"/>
	</ul>
</xsl:template>

<xsl:template match="orderedlist">
	<xsl:call-template name="before-items"/>
	<ol>
		<xsl:call-template name="common"/>
		<xsl:if test="@numeration">
			<xsl:attribute name="type">
				<xsl:choose>
					<xsl:when test="@numeration = 'loweralpha'"
						>a</xsl:when>
					<xsl:when test="@numeration = 'upperalpha'"
						>A</xsl:when>
					<xsl:when test="@numeration = 'lowerroman'"
						>i</xsl:when>
					<xsl:when test="@numeration = 'upperroman'"
						>I</xsl:when>
					<xsl:otherwise>1</xsl:otherwise>
				</xsl:choose>
			</xsl:attribute>
		</xsl:if>
		<xsl:choose>
			<xsl:when test="@startingnumber">
				<xsl:attribute name="start">
					<xsl:value-of select="@startingnumber"/>
				</xsl:attribute>
			</xsl:when>
			<xsl:when test="@continuation = 'continues'">
				<xsl:attribute name="start">
					<xsl:value-of select="count(
						preceding::orderedlist[1]/listitem) + 1"/>
				</xsl:attribute>
			</xsl:when>
		</xsl:choose>
		<xsl:apply-templates select="listitem"/>
	</ol>
</xsl:template>

<xsl:template match="listitem|callout|member">
	<li>
		<xsl:call-template name="common"/>
		<xsl:if test="@override">
			<xsl:attribute name="value">
				<xsl:value-of select="@override"/>
			</xsl:attribute>
		</xsl:if>
		<xsl:apply-templates/>
	</li>
</xsl:template>

<xsl:template match="calloutlist">
	<xsl:call-template name="before-items"/>
	<ol class="callouts">
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="callout"/>
	</ol>
</xsl:template>

<xsl:template match="simplelist">
	<ul class="simplelist">
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="member"/>
	</ul>
</xsl:template>

<xsl:template match="simplelist[@type = 'inline']">
	<span>
		<xsl:call-template name="common"/>
		<xsl:for-each select="member">
			<xsl:if test="position() &gt; 1">, </xsl:if>
			<xsl:apply-templates/>
		</xsl:for-each>
	</span>
</xsl:template>

<xsl:template match="variablelist">
	<xsl:call-template name="before-items"/>
	<dl>
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="varlistentry"/>
	</dl>
</xsl:template>

<xsl:template match="varlistentry">
	<xsl:for-each select="term">
		<xsl:variable name="first" select="position() = 1"/>
		<xsl:variable name="entry" select="parent::*[$first]"/>
		<dt>
			<xsl:for-each select="$entry">
				<xsl:call-template name="common"/>
			</xsl:for-each>
			<xsl:apply-templates select="." mode="inside"/>
			<xsl:for-each select="($entry | self::*[@s:anchor])[1]">
				<xsl:call-template name="permalink"/>
			</xsl:for-each>
		</dt>
	</xsl:for-each>
	<dd>
		<xsl:if test="@revisionflag">
			<xsl:attribute name="data-revision">
				<xsl:value-of select="@revisionflag"/>
			</xsl:attribute>
		</xsl:if>
		<xsl:for-each select="listitem">
			<xsl:call-template name="common"/>
			<xsl:apply-templates/>
		</xsl:for-each>
		<xsl:apply-templates select="indexterm"/>
	</dd>
</xsl:template>

<!-- The content, with the element's own id where a wrapper has another. -->
<xsl:template match="*" mode="inside">
	<xsl:choose>
		<xsl:when test="@s:anchor | @id">
			<span id="{(@s:anchor | @id)[1]}">
				<xsl:apply-templates/>
			</span>
		</xsl:when>
		<xsl:otherwise>
			<xsl:apply-templates/>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template match="segmentedlist">
	<xsl:call-template name="before-items"/>
	<table class="segmentedlist">
		<xsl:call-template name="common"/>
		<thead>
			<tr>
				<xsl:for-each select="segtitle">
					<th scope="col">
						<xsl:apply-templates/>
					</th>
				</xsl:for-each>
			</tr>
		</thead>
		<tbody>
			<xsl:for-each select="seglistitem">
				<tr>
					<xsl:for-each select="seg">
						<td>
							<xsl:apply-templates/>
						</td>
					</xsl:for-each>
				</tr>
			</xsl:for-each>
		</tbody>
	</table>
</xsl:template>

<xsl:template match="procedure|substeps">
	<xsl:call-template name="before-items"/>
	<ol class="{name()}">
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="step"/>
	</ol>
</xsl:template>

<xsl:template match="step">
	<li>
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</li>
</xsl:template>

<xsl:template match="stepalternatives">
	<ul>
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="step"/>
	</ul>
</xsl:template>

<!-- ===== questions, glossaries, bibliographies ======================= -->

<xsl:template match="qandaset|qandadiv">
	<div class="{name()}">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</div>
</xsl:template>

<xsl:template match="qandaentry">
	<dl class="qandaentry">
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="question|answer"/>
	</dl>
</xsl:template>

<xsl:template match="question">
	<dt>
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</dt>
</xsl:template>

<xsl:template match="answer">
	<dd>
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</dd>
</xsl:template>

<xsl:template match="question/label|answer/label">
	<b>
		<xsl:apply-templates/>
		<xsl:text> </xsl:text>
	</b>
</xsl:template>

<xsl:template match="glossary">
	<section>
		<xsl:call-template name="common"/>
		<xsl:call-template name="heading"/>
		<xsl:apply-templates
			select="node()[not(self::title or self::glossentry)]"/>
		<xsl:if test="glossentry">
			<dl>
				<xsl:apply-templates select="glossentry"/>
			</dl>
		</xsl:if>
	</section>
</xsl:template>

<xsl:template match="glossdiv">
	<div class="glossdiv">
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="node()[not(self::glossentry)]"/>
		<dl>
			<xsl:apply-templates select="glossentry"/>
		</dl>
	</div>
</xsl:template>

<xsl:template match="glosslist">
	<xsl:call-template name="before-items"/>
	<dl>
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="glossentry"/>
	</dl>
</xsl:template>

<xsl:template match="glossentry">
	<dt>
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="glossterm" mode="inside"/>
		<xsl:for-each select="acronym|abbrev">
			<xsl:text> (</xsl:text>
			<xsl:apply-templates select="."/>
			<xsl:text>)</xsl:text>
		</xsl:for-each>
	</dt>
	<dd>
		<xsl:apply-templates select="node()[not(self::glossterm or
			self::acronym or self::abbrev)]"/>
	</dd>
</xsl:template>

<xsl:template match="glossdef">
	<xsl:apply-templates select="node()[not(self::glossseealso)]"/>
	<xsl:if test="glossseealso">
		<p>
			<em class="see">see also</em>
			<xsl:for-each select="glossseealso">
				<xsl:if test="position() &gt; 1">,</xsl:if>
				<xsl:text> </xsl:text>
				<xsl:apply-templates/>
			</xsl:for-each>
		</p>
	</xsl:if>
</xsl:template>

<xsl:template match="glosssee">
	<p>
		<em class="see">see</em>
		<xsl:text> </xsl:text>
		<xsl:apply-templates/>
	</p>
</xsl:template>

<xsl:template match="bibliodiv|bibliolist">
	<div class="{name()}">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</div>
</xsl:template>

<xsl:template match="bibliomixed">
	<p class="biblioentry">
		<xsl:call-template name="common"/>
		<xsl:apply-templates mode="biblio"/>
	</p>
</xsl:template>

<xsl:template match="biblioentry">
	<p class="biblioentry">
		<xsl:call-template name="common"/>
		<xsl:for-each select="*">
			<xsl:apply-templates select="." mode="biblio"/>
			<xsl:if test="not(self::abbrev or self::indexterm)">. </xsl:if>
		</xsl:for-each>
	</p>
</xsl:template>

<xsl:template match="*" mode="biblio">
	<xsl:apply-templates select="."/>
</xsl:template>

<xsl:template match="abbrev" mode="biblio">
	<b>
		<xsl:text>[</xsl:text>
		<xsl:apply-templates/>
		<xsl:text>] </xsl:text>
	</b>
</xsl:template>

<xsl:template match="title" mode="biblio">
	<cite>
		<xsl:apply-templates/>
	</cite>
</xsl:template>

<xsl:template match="authorgroup|biblioset|bibliomset|publisher|affiliation|
	confgroup|printhistory|revhistory" mode="biblio">
	<xsl:for-each select="*">
		<xsl:if test="position() &gt; 1">, </xsl:if>
		<xsl:apply-templates select="." mode="biblio"/>
	</xsl:for-each>
</xsl:template>

<xsl:template match="publishername|pubdate|date|isbn|issn|edition|volumenum|
	issuenum|pagenums|seriesvolnums|biblioid|bibliosource|bibliomisc|
	pubsnumber|releaseinfo|subtitle|titleabbrev|address|city|contractnum|
	confdates|conftitle|confnum" mode="biblio">
	<span class="{name()}">
		<xsl:apply-templates/>
	</span>
</xsl:template>

<xsl:template match="bibliomisc">
	<span class="bibliomisc">
		<xsl:apply-templates/>
	</span>
</xsl:template>

</xsl:stylesheet>
