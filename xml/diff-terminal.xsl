<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!--
  Changes as text, for a terminal and for a file: the vocabulary is that of
  text.xsl. The styles are colours there and marks here, or nothing:
  removed, added (words), gone, new, moved (whole blocks), kind, title, place,
  faint. The tree is described in tools/diff/diff.h and report.h.
-->
<xsl:stylesheet version="1.0"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="xml"/>
<xsl:param name="stat" select="'no'"/>

<xsl:template match="changes">
	<layout>
		<xsl:apply-templates select="change[@kind != 'unchanged']"/>
		<xsl:if test="$stat = 'yes'">
			<block before="0">
				<xsl:for-each select="kind">
					<xsl:value-of select="concat(@count, ' ', @name)"/>
					<br/>
				</xsl:for-each>
			</block>
		</xsl:if>
	</layout>
</xsl:template>

<xsl:template match="change">
	<xsl:variable name="blank">
		<xsl:choose>
			<xsl:when test="$stat = 'yes'">0</xsl:when>
			<xsl:otherwise>1</xsl:otherwise>
		</xsl:choose>
	</xsl:variable>
	<!-- One line, whatever its length, so that it can be searched for. -->
	<verbatim before="{$blank}">
		<xsl:call-template name="head"/>
	</verbatim>
	<xsl:apply-templates select="to | evidence"/>
	<xsl:if test="$stat != 'yes'">
		<xsl:apply-templates select="(new | old[not(../new)])[1]"
			mode="path"/>
		<xsl:apply-templates select="block[@state != 'same']"/>
	</xsl:if>
</xsl:template>

<!-- ===== the first line =================================================== -->

<xsl:template name="head">
	<xsl:for-each select="(new | old[not(../new)])[1]">
		<style as="place">
			<xsl:call-template name="place"/>
		</style>
		<xsl:text>: </xsl:text>
	</xsl:for-each>
	<style as="kind"><xsl:value-of select="@kind"/></style>
	<xsl:value-of select="concat(' ', @unit, ' ')"/>
	<style as="title"><xsl:value-of select="@title"/></style>
	<xsl:apply-templates select="option" mode="head"/>
	<xsl:if test="@field">
		<xsl:value-of select="concat(': ', @field, ' ')"/>
		<style as="removed"><xsl:value-of select="@from"/></style>
		<xsl:text> </xsl:text>
		<style as="added"><xsl:value-of select="@to"/></style>
	</xsl:if>
	<xsl:if test="@kind = 'moved' and old">
		<xsl:text> from </xsl:text>
		<xsl:for-each select="old">
			<xsl:call-template name="place"/>
		</xsl:for-each>
	</xsl:if>
	<xsl:if test="@words-added | @words-removed">
		<style as="faint">
			<xsl:value-of select="concat(' (+', @words-added, ' -',
				@words-removed, ' words)')"/>
		</style>
	</xsl:if>
</xsl:template>

<xsl:template name="place">
	<xsl:value-of select="@file"/>
	<xsl:if test="@line">
		<xsl:value-of select="concat(':', @line)"/>
	</xsl:if>
</xsl:template>

<xsl:template match="option" mode="head">
	<xsl:value-of select="concat(' (', @use, ', ', @type)"/>
	<xsl:if test="@expanded = 'yes'">*</xsl:if>
	<xsl:value-of select="concat(', ', @default, ')')"/>
</xsl:template>

<!-- ===== what follows it ================================================== -->

<xsl:template match="new | old" mode="path">
	<xsl:if test="step">
		<block indent="2" hang="2">
			<style as="faint">
				<xsl:text>in </xsl:text>
				<xsl:for-each select="step">
					<xsl:if test="position() > 1"> › </xsl:if>
					<xsl:value-of select="."/>
				</xsl:for-each>
			</style>
		</block>
	</xsl:if>
</xsl:template>

<!-- Lines that are not filled where each change is a line. -->
<xsl:template match="to | evidence">
	<xsl:choose>
		<xsl:when test="$stat = 'yes'">
			<verbatim indent="2">
				<xsl:apply-templates select="." mode="text"/>
			</verbatim>
		</xsl:when>
		<xsl:otherwise>
			<block indent="2" hang="2">
				<xsl:apply-templates select="." mode="text"/>
			</block>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template match="to" mode="text">
	<xsl:text>to </xsl:text>
	<style as="place">
		<xsl:call-template name="place"/>
	</style>
	<xsl:value-of select="concat(': ', @unit, ' ')"/>
	<style as="title"><xsl:value-of select="@title"/></style>
	<xsl:choose>
		<xsl:when test="@share > 0">
			<xsl:value-of
				select="concat(' (', @share, '% of the text)')"/>
		</xsl:when>
		<xsl:otherwise> (by name)</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template match="evidence" mode="text">
	<xsl:value-of select="concat('because ', .)"/>
	<xsl:if test="@file">
		<style as="faint">
			<xsl:text> (</xsl:text>
			<xsl:call-template name="place"/>
			<xsl:text>)</xsl:text>
		</style>
	</xsl:if>
</xsl:template>

<!-- ===== blocks =========================================================== -->

<xsl:template match="block">
	<xsl:variable name="sign">
		<xsl:choose>
			<xsl:when test="@state = 'added'">+</xsl:when>
			<xsl:when test="@state = 'removed'">-</xsl:when>
			<xsl:when test="@state = 'changed'">~</xsl:when>
			<xsl:when test="@state = 'moved-from'">&lt;</xsl:when>
			<xsl:when test="@state = 'moved-to'">&gt;</xsl:when>
			<xsl:when test="@state = 'markup'">m</xsl:when>
			<xsl:otherwise>r</xsl:otherwise>
		</xsl:choose>
	</xsl:variable>
	<xsl:variable name="depth">
		<xsl:choose>
			<xsl:when test="@depth > 6">12</xsl:when>
			<xsl:when test="@depth"><xsl:value-of select="2 * @depth"/></xsl:when>
			<xsl:otherwise>0</xsl:otherwise>
		</xsl:choose>
	</xsl:variable>
	<xsl:variable name="before" select="preceding-sibling::*[1][self::block]"/>
	<xsl:variable name="blank">
		<xsl:choose>
			<xsl:when test="(@kind = 'index' or @kind = 'row') and
				$before/@kind = @kind">0</xsl:when>
			<xsl:otherwise>1</xsl:otherwise>
		</xsl:choose>
	</xsl:variable>
	<block indent="2" before="{$blank}">
		<block label="{$sign}" indent="{2 + $depth}">
			<xsl:apply-templates select="." mode="text"/>
		</block>
	</block>
</xsl:template>

<xsl:template match="block" mode="text">
	<xsl:apply-templates select="@kind"/>
	<xsl:apply-templates select="." mode="styled"/>
	<xsl:apply-templates select="." mode="link"/>
</xsl:template>

<!-- Their lines are kept; the label needs a line of text before. -->
<xsl:template match="block[@kind = 'code' or @kind = 'source']" mode="text">
	<verbatim>
		<xsl:apply-templates select="." mode="styled"/>
	</verbatim>
	<xsl:if test="@to-change">
		<block>
			<xsl:apply-templates select="." mode="link"/>
		</block>
	</xsl:if>
</xsl:template>

<xsl:template match="@kind">
	<xsl:choose>
		<!-- Items of news and change logs bring their own number. -->
		<xsl:when test=". = 'item' and not(ancestor::change[@unit =
			'news-item' or @unit = 'change-item'])">* </xsl:when>
		<xsl:when test=". = 'index'">index: </xsl:when>
		<xsl:when test=". = 'note'">footnote: </xsl:when>
		<xsl:when test=". = 'title'">title: </xsl:when>
	</xsl:choose>
</xsl:template>

<xsl:template match="block" mode="styled">
	<xsl:apply-templates select="same | removed | added | skip"/>
</xsl:template>

<xsl:template match="block[@state = 'added']" mode="styled">
	<style as="new"><xsl:value-of select="."/></style>
</xsl:template>

<xsl:template match="block[@state = 'removed']" mode="styled">
	<style as="gone"><xsl:value-of select="."/></style>
</xsl:template>

<!-- Of moved text, words that are not the same in both places are marked. -->
<xsl:template mode="styled" match="block[starts-with(@state, 'moved') and
	not(same)]">
	<style as="moved"><xsl:value-of select="."/></style>
</xsl:template>

<xsl:template match="removed | added">
	<style as="{name()}"><xsl:value-of select="."/></style>
</xsl:template>

<xsl:template match="same">
	<xsl:value-of select="."/>
</xsl:template>

<!-- Lines of code far from what changed. -->
<xsl:template match="skip">
	<style as="faint">
		<xsl:value-of select="concat('[… ', @lines, ' lines …]')"/>
	</style>
	<xsl:if test="following-sibling::*">
		<xsl:text>&#10;</xsl:text>
	</xsl:if>
</xsl:template>

<xsl:template match="block" mode="link"/>

<xsl:template match="block[@to-change]" mode="link">
	<style as="faint">
		<xsl:choose>
			<xsl:when test="@state = 'moved-from'"> (moved to </xsl:when>
			<xsl:otherwise> (moved from </xsl:otherwise>
		</xsl:choose>
		<xsl:value-of select="@to-title"/>
		<xsl:if test="@to-line">
			<xsl:value-of select="concat(', ', @to-file, ':', @to-line)"/>
		</xsl:if>
		<xsl:text>)</xsl:text>
	</style>
</xsl:template>

</xsl:stylesheet>
