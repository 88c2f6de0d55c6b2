<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- Tables, and the option entries that are written as tables. -->
<xsl:stylesheet version="1.0" exclude-result-prefixes="s"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:s="urn:stet:resolve">

<xsl:template match="informaltable|table">
	<xsl:choose>
		<xsl:when test="@s:unit = 'option'">
			<div class="option">
				<xsl:call-template name="common"/>
				<xsl:for-each select="tgroup/tbody/row[1]">
					<xsl:call-template name="option">
						<xsl:with-param name="anchor"
							select="../../../@s:anchor"/>
					</xsl:call-template>
				</xsl:for-each>
			</div>
		</xsl:when>
		<xsl:when test="tgroup/tbody/row/@s:unit = 'option'">
			<xsl:call-template name="option-rows"/>
		</xsl:when>
		<xsl:otherwise>
			<div class="scroll">
				<xsl:call-template name="common"/>
				<xsl:apply-templates select="." mode="table"/>
			</div>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<!-- ===== option entries ============================================== -->

<xsl:template name="option-rows">
	<div class="options">
		<xsl:call-template name="common"/>
		<xsl:for-each select="tgroup/tbody/row">
			<div class="option">
				<xsl:call-template name="common"/>
				<xsl:call-template name="option">
					<xsl:with-param name="anchor" select="@s:anchor"/>
				</xsl:call-template>
			</div>
		</xsl:for-each>
	</div>
</xsl:template>

<xsl:template name="option">
	<xsl:param name="anchor"/>
	<xsl:variable name="name">
		<xsl:call-template name="heading-name"/>
	</xsl:variable>
	<xsl:element name="{$name}">
		<xsl:apply-templates select="entry[1]/node()"/>
		<xsl:call-template name="permalink">
			<xsl:with-param name="anchor" select="$anchor"/>
		</xsl:call-template>
	</xsl:element>
	<dl>
		<xsl:for-each select="entry[position() &gt; 1]">
			<div>
				<dt>
					<xsl:value-of select="normalize-space(
						substring-before(., ':'))"/>
				</dt>
				<dd>
					<xsl:apply-templates mode="value"/>
				</dd>
			</div>
		</xsl:for-each>
	</dl>
</xsl:template>

<!-- After "Type:", and a dagger says what it means. -->
<xsl:template match="text()" mode="value">
	<xsl:choose>
		<xsl:when test="position() = 1 and contains(., ': ')">
			<xsl:call-template name="daggers">
				<xsl:with-param name="text"
					select="substring-after(., ': ')"/>
			</xsl:call-template>
		</xsl:when>
		<xsl:when test="position() = 1 and contains(., ':')">
			<xsl:call-template name="daggers">
				<xsl:with-param name="text"
					select="substring-after(., ':')"/>
			</xsl:call-template>
		</xsl:when>
		<xsl:otherwise>
			<xsl:call-template name="daggers"/>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template name="daggers">
	<xsl:param name="text" select="string()"/>
	<xsl:choose>
		<xsl:when test="contains($text, '†')">
			<xsl:value-of select="substring-before($text, '†')"/>
			<abbr title="expanded">†</abbr>
			<xsl:value-of select="substring-after($text, '†')"/>
		</xsl:when>
		<xsl:otherwise>
			<xsl:value-of select="$text"/>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template match="*" mode="value">
	<xsl:apply-templates select="."/>
</xsl:template>

<!-- ===== tables ====================================================== -->

<xsl:template match="*" mode="table">
	<table>
		<xsl:attribute name="class">
			<xsl:choose>
				<xsl:when test="@frame = 'none'">plain</xsl:when>
				<xsl:otherwise>framed</xsl:otherwise>
			</xsl:choose>
		</xsl:attribute>
		<xsl:if test="title or caption">
			<caption>
				<xsl:apply-templates
					select="title/node() | caption/node()"/>
			</caption>
		</xsl:if>
		<xsl:choose>
			<xsl:when test="tgroup[2]">
				<xsl:for-each select="tgroup">
					<xsl:apply-templates
						select="thead|tbody|tfoot"/>
				</xsl:for-each>
			</xsl:when>
			<xsl:otherwise>
				<xsl:apply-templates select="tgroup/thead"/>
				<xsl:apply-templates select="tgroup/tbody"/>
				<xsl:apply-templates select="tgroup/tfoot"/>
			</xsl:otherwise>
		</xsl:choose>
		<xsl:apply-templates select="thead|tbody|tfoot|tr"/>
	</table>
	<xsl:apply-templates select="textobject|mediaobject|indexterm"/>
</xsl:template>

<xsl:template match="thead|tbody|tfoot">
	<xsl:element name="{name()}">
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="row|tr"/>
	</xsl:element>
</xsl:template>

<xsl:template match="row">
	<tr>
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="entry|entrytbl"/>
	</tr>
</xsl:template>

<!-- Column specifications count up to a number that people write. -->
<xsl:template match="entry|entrytbl">
	<xsl:variable name="position" select="position()"/>
	<xsl:variable name="group"
		select="../../parent::*[not(colspec[201] or spanspec[201])]"/>
	<xsl:variable name="span"
		select="$group/spanspec[@spanname = current()/@spanname]"/>
	<xsl:variable name="first" select="@namest | $span/@namest"/>
	<xsl:variable name="last" select="@nameend | $span/@nameend"/>
	<xsl:variable name="column" select="$group/colspec[@colname =
		(current()/@colname | $first)] | $group/colspec[$position][not(
		current()/@colname or $first)]"/>
	<xsl:variable name="align" select="(@align | $span/@align)[last()] |
		$column/@align[not(current()/@align or $span/@align)]"/>
	<xsl:variable name="cell">
		<xsl:choose>
			<xsl:when test="../parent::thead">th</xsl:when>
			<xsl:otherwise>td</xsl:otherwise>
		</xsl:choose>
	</xsl:variable>
	<xsl:element name="{$cell}">
		<xsl:call-template name="common"/>
		<xsl:if test="$cell = 'th'">
			<xsl:attribute name="scope">col</xsl:attribute>
		</xsl:if>
		<xsl:if test="$first and $last">
			<xsl:attribute name="colspan">
				<xsl:value-of select="count($group/colspec[@colname =
					$last]/preceding-sibling::colspec) -
					count($group/colspec[@colname = $first]/
					preceding-sibling::colspec) + 1"/>
			</xsl:attribute>
		</xsl:if>
		<xsl:if test="@morerows &gt; 0">
			<xsl:attribute name="rowspan">
				<xsl:value-of select="@morerows + 1"/>
			</xsl:attribute>
		</xsl:if>
		<xsl:if test="$align = 'center' or $align = 'right'">
			<xsl:attribute name="class">
				<xsl:value-of select="$align"/>
			</xsl:attribute>
		</xsl:if>
		<xsl:choose>
			<xsl:when test="self::entrytbl">
				<table>
					<xsl:apply-templates select="thead|tbody"/>
				</table>
			</xsl:when>
			<xsl:otherwise>
				<xsl:apply-templates/>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:element>
</xsl:template>

<!-- Tables in HTML's own words. -->
<xsl:template match="tr|th|td">
	<xsl:element name="{name()}">
		<xsl:call-template name="common"/>
		<xsl:copy-of select="@colspan|@rowspan|@scope"/>
		<xsl:apply-templates/>
	</xsl:element>
</xsl:template>

</xsl:stylesheet>
