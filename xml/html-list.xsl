<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- Lists, procedures, questions, glossaries, bibliographies. -->
<xsl:stylesheet version="1.0" exclude-result-prefixes="s xlink"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:s="urn:stet:resolve" xmlns:xlink="http://www.w3.org/1999/xlink">

<!-- ===== lists ======================================================= -->

<!-- What a list says before its first item. -->
<xsl:template name="before-items">
	<xsl:apply-templates select="node()[not(self::listitem or self::varlistentry
		or self::step or self::result or self::callout or self::member or
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

<!-- The numbers are those of resolve, which the other formats print. -->
<xsl:template match="orderedlist">
	<xsl:call-template name="before-items"/>
	<ol>
		<xsl:call-template name="common"/>
		<xsl:call-template name="numeration"/>
		<xsl:if test="@s:first &gt; 1">
			<xsl:attribute name="start">
				<xsl:value-of select="@s:first"/>
			</xsl:attribute>
		</xsl:if>
		<xsl:apply-templates select="listitem"/>
	</ol>
</xsl:template>

<xsl:template name="numeration">
	<xsl:variable name="style" select="@s:numeration"/>
	<xsl:if test="$style != '' and $style != 'arabic'">
		<xsl:attribute name="type">
			<xsl:choose>
				<xsl:when test="$style = 'loweralpha'">a</xsl:when>
				<xsl:when test="$style = 'upperalpha'">A</xsl:when>
				<xsl:when test="$style = 'lowerroman'">i</xsl:when>
				<xsl:otherwise>I</xsl:otherwise>
			</xsl:choose>
		</xsl:attribute>
	</xsl:if>
</xsl:template>

<xsl:template match="listitem|member">
	<li>
		<xsl:call-template name="common"/>
		<xsl:if test="@override and parent::orderedlist">
			<xsl:attribute name="value">
				<xsl:value-of select="@s:number"/>
			</xsl:attribute>
		</xsl:if>
		<xsl:apply-templates/>
	</li>
</xsl:template>

<!-- By their numbers, which lead to the places in the listing. -->
<xsl:template match="calloutlist">
	<xsl:call-template name="before-items"/>
	<dl class="callouts">
		<xsl:call-template name="common"/>
		<xsl:for-each select="callout">
			<dt>
				<xsl:call-template name="common"/>
				<xsl:for-each select="s:mark[@s:number]">
					<a href="{@s:href}">
						<xsl:value-of select="concat('(',
							@s:number, ')')"/>
					</a>
				</xsl:for-each>
				<xsl:if test="not(s:mark/@s:number)">
					<xsl:value-of
						select="concat('(', position(), ')')"/>
				</xsl:if>
			</dt>
			<dd>
				<xsl:apply-templates
					select="node()[not(self::s:mark)]"/>
			</dd>
		</xsl:for-each>
	</dl>
</xsl:template>

<xsl:template match="simplelist">
	<ul class="simplelist">
		<xsl:if test="@columns &gt; 1">
			<xsl:attribute name="data-columns">
				<xsl:value-of select="floor(@columns)"/>
			</xsl:attribute>
			<xsl:if test="@type = 'horiz'">
				<xsl:attribute name="class">simplelist across</xsl:attribute>
			</xsl:if>
		</xsl:if>
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
	<xsl:if test="term">
		<dt>
			<xsl:call-template name="common"/>
			<xsl:apply-templates select="term[1]" mode="inside"/>
			<xsl:call-template name="permalink"/>
		</dt>
	</xsl:if>
	<xsl:for-each select="term[position() &gt; 1]">
		<dt>
			<xsl:apply-templates select="." mode="inside"/>
			<xsl:call-template name="permalink"/>
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
		<xsl:call-template name="numeration"/>
		<xsl:apply-templates select="step"/>
	</ol>
	<xsl:apply-templates select="result"/>
</xsl:template>

<xsl:template match="step">
	<li>
		<xsl:call-template name="common"/>
		<xsl:if test="@performance = 'optional'">
			<p class="optional">(Optional)</p>
		</xsl:if>
		<xsl:apply-templates/>
	</li>
</xsl:template>

<!-- One of them is done, not one after the other. -->
<xsl:template match="stepalternatives">
	<xsl:call-template name="before-items"/>
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
	<xsl:apply-templates select="*[not(self::question or self::answer)]"/>
</xsl:template>

<xsl:template match="question">
	<dt>
		<xsl:call-template name="common"/>
		<xsl:call-template name="labelled"/>
	</dt>
</xsl:template>

<xsl:template match="answer">
	<dd>
		<xsl:call-template name="common"/>
		<xsl:call-template name="labelled"/>
	</dd>
</xsl:template>

<!-- The label goes on the first line. -->
<xsl:template name="labelled">
	<xsl:variable name="first" select="*[not(self::label)][1][self::para or
		self::simpara][../@s:label]"/>
	<xsl:choose>
		<xsl:when test="$first/@s:holds = 'blocks'">
			<div class="para">
				<xsl:call-template name="question-label"/>
				<xsl:apply-templates select="$first/node()"/>
			</div>
		</xsl:when>
		<xsl:when test="$first">
			<p>
				<xsl:call-template name="question-label"/>
				<xsl:apply-templates select="$first/node()"/>
			</p>
		</xsl:when>
		<xsl:otherwise>
			<xsl:call-template name="question-label"/>
		</xsl:otherwise>
	</xsl:choose>
	<xsl:apply-templates select="node()[not(self::label) and
		generate-id() != generate-id($first)]"/>
</xsl:template>

<xsl:template name="question-label">
	<xsl:if test="@s:label">
		<b class="label">
			<xsl:value-of select="@s:label"/>
		</b>
		<xsl:text> </xsl:text>
	</xsl:if>
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
			<em class="see">See also</em>
			<xsl:for-each select="glossseealso">
				<xsl:if test="position() &gt; 1">,</xsl:if>
				<xsl:text> </xsl:text>
				<xsl:call-template name="other-term"/>
			</xsl:for-each>
			<xsl:text>.</xsl:text>
		</p>
	</xsl:if>
</xsl:template>

<xsl:template match="glosssee">
	<p>
		<em class="see">See</em>
		<xsl:text> </xsl:text>
		<xsl:call-template name="other-term"/>
		<xsl:text>.</xsl:text>
	</p>
</xsl:template>

<xsl:template name="other-term">
	<xsl:choose>
		<xsl:when test="@s:href">
			<a href="{@s:href}">
				<xsl:call-template name="link-label"/>
			</a>
		</xsl:when>
		<xsl:otherwise>
			<xsl:call-template name="link-label"/>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template match="bibliodiv|bibliolist">
	<div class="{name()}">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</div>
</xsl:template>

<xsl:template match="bibliomixed|biblioentry">
	<p class="biblioentry">
		<xsl:call-template name="common"/>
		<xsl:choose>
			<xsl:when test="abbrev">
				<xsl:apply-templates select="abbrev[1]" mode="biblio"/>
			</xsl:when>
			<xsl:when test="@xreflabel | @id">
				<b>
					<xsl:text>[</xsl:text>
					<xsl:value-of select="@xreflabel"/>
					<xsl:if test="not(@xreflabel)">
						<xsl:value-of select="@id"/>
					</xsl:if>
					<xsl:text>]</xsl:text>
				</b>
				<xsl:text> </xsl:text>
			</xsl:when>
		</xsl:choose>
		<xsl:choose>
			<xsl:when test="self::bibliomixed">
				<xsl:apply-templates mode="biblio"
					select="node()[not(self::abbrev)] |
					abbrev[preceding-sibling::abbrev]"/>
			</xsl:when>
			<xsl:otherwise>
				<xsl:call-template name="biblio-parts">
					<xsl:with-param name="parts" select="*[not(
						self::abbrev or self::indexterm)]"/>
				</xsl:call-template>
				<xsl:apply-templates select="indexterm"/>
			</xsl:otherwise>
		</xsl:choose>
	</p>
</xsl:template>

<!-- Sentences, each with one full stop. -->
<xsl:template name="biblio-parts">
	<xsl:param name="parts"/>
	<xsl:for-each select="$parts">
		<xsl:variable name="text" select="normalize-space()"/>
		<xsl:if test="position() &gt; 1">
			<xsl:text> </xsl:text>
		</xsl:if>
		<xsl:apply-templates select="." mode="biblio"/>
		<xsl:if test="$text != '' and not(self::biblioset) and
			translate(substring($text, string-length($text)), '.?!',
			'') != ''">.</xsl:if>
	</xsl:for-each>
</xsl:template>

<xsl:template match="*" mode="biblio">
	<xsl:apply-templates select="."/>
</xsl:template>

<xsl:template match="abbrev" mode="biblio">
	<b>
		<xsl:if test="not(starts-with(., '['))">[</xsl:if>
		<xsl:apply-templates/>
		<xsl:if test="not(starts-with(., '['))">]</xsl:if>
	</b>
	<xsl:text> </xsl:text>
</xsl:template>

<xsl:template match="title|subtitle" mode="biblio">
	<cite>
		<xsl:apply-templates/>
	</cite>
</xsl:template>

<xsl:template match="authorgroup|printhistory|revhistory|artpagenums[*]"
	mode="biblio">
	<xsl:for-each select="*">
		<xsl:if test="position() &gt; 1">, </xsl:if>
		<xsl:apply-templates select="." mode="biblio"/>
	</xsl:for-each>
</xsl:template>

<xsl:template match="revision" mode="biblio">
	<xsl:for-each select="*">
		<xsl:if test="position() &gt; 1">
			<xsl:text> </xsl:text>
		</xsl:if>
		<xsl:apply-templates select="." mode="biblio"/>
	</xsl:for-each>
</xsl:template>

<xsl:template match="biblioset" mode="biblio">
	<xsl:call-template name="biblio-parts">
		<xsl:with-param name="parts" select="*[not(self::indexterm)]"/>
	</xsl:call-template>
</xsl:template>

<xsl:template match="bibliomset" mode="biblio">
	<xsl:apply-templates mode="biblio"/>
</xsl:template>

<xsl:template match="titleabbrev|address|abstract|revdescription"
	mode="biblio">
	<span class="{name()}">
		<xsl:value-of select="normalize-space()"/>
	</span>
</xsl:template>

<xsl:template match="bibliomisc">
	<span class="bibliomisc">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</span>
</xsl:template>

</xsl:stylesheet>
