<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!--
  Changes in Markdown, for a comment on a pull request. Escapes and the length
  are minded by tools/diff/report_markdown.c, where the vocabulary is described.
-->
<xsl:stylesheet version="1.0"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="xml"/>
<!-- Longer changes are closed at first: bytes. -->
<xsl:variable name="long" select="600"/>

<xsl:template match="changes">
	<markdown>
		<top>
			<xsl:text>### </xsl:text>
			<xsl:call-template name="count">
				<xsl:with-param name="number" select="@count"/>
				<xsl:with-param name="noun" select="'change'"/>
			</xsl:call-template>
			<xsl:text>: </xsl:text>
			<text><xsl:value-of select="@old-name"/></text>
			<xsl:text> → </xsl:text>
			<text><xsl:value-of select="@new-name"/></text>
			<xsl:text>&#10;</xsl:text>
			<xsl:if test="kind">
				<xsl:text>&#10;| kind | changes |&#10;| :--- | ---: |&#10;</xsl:text>
				<xsl:for-each select="kind">
					<xsl:value-of select="concat('| ', @name, ' | ',
						@count, ' |&#10;')"/>
				</xsl:for-each>
			</xsl:if>
		</top>
		<xsl:apply-templates select="change[@kind != 'unchanged']"/>
	</markdown>
</xsl:template>

<xsl:template name="count">
	<xsl:param name="number"/>
	<xsl:param name="noun"/>
	<xsl:value-of select="concat($number, ' ', $noun)"/>
	<xsl:if test="$number != 1">s</xsl:if>
</xsl:template>

<xsl:template match="change">
	<xsl:variable name="shown" select="block[@state != 'same']"/>
	<part>
		<head>
			<xsl:if test="@begins">
				<xsl:text>&#10;#### </xsl:text>
				<text><xsl:value-of select="@file"/></text>
				<xsl:text>&#10;</xsl:text>
			</xsl:if>
			<xsl:text>&#10;</xsl:text>
			<xsl:call-template name="head"/>
			<xsl:text>&#10;</xsl:text>
			<xsl:if test="to | evidence">
				<xsl:text>&#10;</xsl:text>
				<xsl:apply-templates select="to"/>
				<xsl:apply-templates select="evidence"/>
			</xsl:if>
		</head>
		<xsl:if test="$shown">
			<body>
				<xsl:if test="@length > $long">
					<xsl:text>&#10;&lt;details>&lt;summary>the words&lt;/summary>&#10;</xsl:text>
				</xsl:if>
				<xsl:apply-templates select="$shown"/>
				<xsl:if test="@length > $long">
					<xsl:text>&#10;&lt;/details>&#10;</xsl:text>
				</xsl:if>
			</body>
		</xsl:if>
	</part>
</xsl:template>

<xsl:template name="head">
	<xsl:value-of select="concat('**', @kind, '** ', @unit, ' ')"/>
	<xsl:choose>
		<xsl:when test="@unit = 'option' or @unit = 'variable'">
			<code><xsl:value-of select="@title"/></code>
		</xsl:when>
		<xsl:otherwise>
			<text><xsl:value-of select="@title"/></text>
		</xsl:otherwise>
	</xsl:choose>
	<xsl:for-each select="option">
		<xsl:text> (</xsl:text>
		<text>
			<xsl:value-of select="concat(@use, ', ', @type)"/>
			<xsl:if test="@expanded = 'yes'">, expanded</xsl:if>
			<xsl:value-of select="concat(', default: ', @default)"/>
		</text>
		<xsl:text>)</xsl:text>
	</xsl:for-each>
	<xsl:if test="@field">
		<xsl:value-of select="concat(': ', @field, ' ')"/>
		<text><del><xsl:value-of select="@from"/></del></text>
		<xsl:text> → </xsl:text>
		<text><ins><xsl:value-of select="@to"/></ins></text>
	</xsl:if>
	<xsl:text> · </xsl:text>
	<xsl:call-template name="place"/>
	<xsl:if test="@words-added | @words-removed">
		<xsl:value-of select="concat(' · +', @words-added, ' −',
			@words-removed, ' words')"/>
	</xsl:if>
</xsl:template>

<!-- Where it is, in as few words as will do. -->
<xsl:template name="place">
	<xsl:variable name="there" select="(new | old[not(../new)])[1]"/>
	<xsl:if test="$there/step">
		<text>
			<xsl:for-each select="$there/step">
				<xsl:if test="position() > 1"> › </xsl:if>
				<xsl:value-of select="."/>
			</xsl:for-each>
		</text>
		<xsl:text>, </xsl:text>
	</xsl:if>
	<xsl:choose>
		<xsl:when test="not(new)">was in line </xsl:when>
		<xsl:otherwise>line </xsl:otherwise>
	</xsl:choose>
	<xsl:value-of select="$there/@line"/>
	<xsl:if test="@kind = 'moved' and old">
		<xsl:text>, from </xsl:text>
		<text>
			<xsl:value-of select="concat(old/@short, ':', old/@line)"/>
		</text>
	</xsl:if>
</xsl:template>

<xsl:template match="to">
	<xsl:text>- to </xsl:text>
	<xsl:value-of select="concat(@unit, ' ')"/>
	<text><xsl:value-of select="@title"/></text>
	<xsl:text> (</xsl:text>
	<text><xsl:value-of select="concat(@short, ':', @line)"/></text>
	<xsl:if test="@share > 0">
		<xsl:value-of select="concat(', ', @share, '% of the text')"/>
	</xsl:if>
	<xsl:text>)&#10;</xsl:text>
</xsl:template>

<xsl:template match="evidence">
	<xsl:text>- because </xsl:text>
	<text><xsl:value-of select="."/></text>
	<xsl:text>&#10;</xsl:text>
</xsl:template>

<!-- ===== blocks =========================================================== -->

<xsl:template match="block">
	<xsl:text>&#10;> </xsl:text>
	<xsl:apply-templates select="@kind"/>
	<text>
		<xsl:apply-templates select="." mode="marked"/>
	</text>
	<xsl:apply-templates select="." mode="link"/>
	<xsl:text>&#10;</xsl:text>
</xsl:template>

<xsl:template match="block[@kind = 'code' or @kind = 'source']">
	<xsl:text>&#10;</xsl:text>
	<pre>
		<xsl:apply-templates select="." mode="marked"/>
	</pre>
	<xsl:text>&#10;</xsl:text>
</xsl:template>

<xsl:template match="@kind">
	<xsl:choose>
		<!-- Items of news and change logs bring their own number. -->
		<xsl:when test=". = 'item' and not(ancestor::change[@unit =
			'news-item' or @unit = 'change-item'])">• </xsl:when>
		<xsl:when test=". = 'index'">*index:* </xsl:when>
		<xsl:when test=". = 'note'">*footnote:* </xsl:when>
		<xsl:when test=". = 'title'">*title:* </xsl:when>
	</xsl:choose>
</xsl:template>

<xsl:template match="block" mode="marked">
	<xsl:apply-templates select="same | removed | added | skip"/>
</xsl:template>

<xsl:template match="block[@state = 'added']" mode="marked">
	<ins><xsl:value-of select="."/></ins>
</xsl:template>

<xsl:template match="block[@state = 'removed']" mode="marked">
	<del><xsl:value-of select="."/></del>
</xsl:template>

<xsl:template mode="marked" match="block[starts-with(@state, 'moved') and
	not(same)]">
	<xsl:value-of select="."/>
</xsl:template>

<xsl:template match="same">
	<xsl:value-of select="."/>
</xsl:template>

<!-- Lines of code far from what changed. -->
<xsl:template match="skip">
	<xsl:value-of select="concat('[… ', @lines, ' lines …]')"/>
	<xsl:if test="following-sibling::*">
		<xsl:text>&#10;</xsl:text>
	</xsl:if>
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

<xsl:template match="block[@to-change]" mode="link">
	<xsl:choose>
		<xsl:when test="@state = 'moved-from'"> *(moved to </xsl:when>
		<xsl:otherwise> *(moved from </xsl:otherwise>
	</xsl:choose>
	<text><xsl:value-of select="concat(@to-title, ', ', @to-file, ':', @to-line)"/></text>
	<xsl:text>)*</xsl:text>
</xsl:template>

</xsl:stylesheet>
