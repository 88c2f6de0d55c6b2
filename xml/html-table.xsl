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
		<xsl:when test="position() = 1 and contains(., ': ') and
			not(contains(., '†'))">
			<xsl:value-of select="substring-after(., ': ')"/>
		</xsl:when>
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

<!-- One for each tgroup, which has columns of its own. -->
<xsl:template match="*" mode="table">
	<xsl:for-each select="tgroup">
		<table>
			<xsl:call-template name="frame"/>
			<xsl:if test="position() = 1">
				<xsl:apply-templates select=".." mode="caption"/>
			</xsl:if>
			<xsl:call-template name="rows"/>
		</table>
	</xsl:for-each>
	<xsl:if test="not(tgroup) and (tr or tbody or thead or tfoot)">
		<table>
			<xsl:call-template name="frame"/>
			<xsl:apply-templates select="." mode="caption"/>
			<xsl:call-template name="rows"/>
		</table>
	</xsl:if>
	<xsl:apply-templates select="text()[normalize-space()] |
		*[not(self::title or self::caption or self::tgroup or self::tr or
		self::thead or self::tbody or self::tfoot or self::col or
		self::colgroup or self::titleabbrev)]"/>
	<xsl:for-each select="tgroup/text()[normalize-space()] |
		*/*[self::thead or self::tbody or
		self::tfoot]/text()[normalize-space()]">
		<p>
			<xsl:value-of select="."/>
		</p>
	</xsl:for-each>
</xsl:template>

<xsl:template name="frame">
	<xsl:attribute name="class">
		<xsl:choose>
			<xsl:when test="(@frame | ../@frame) = 'none'"
				>plain</xsl:when>
			<xsl:otherwise>framed</xsl:otherwise>
		</xsl:choose>
	</xsl:attribute>
</xsl:template>

<xsl:template match="*" mode="caption">
	<xsl:variable name="title" select="title | blockinfo/title | info/title |
		caption"/>
	<xsl:if test="$title">
		<caption>
			<xsl:if test="self::table">
				<xsl:call-template name="formal-number"/>
			</xsl:if>
			<xsl:for-each select="$title">
				<xsl:if test="position() &gt; 1">
					<xsl:text> </xsl:text>
				</xsl:if>
				<xsl:apply-templates/>
			</xsl:for-each>
		</caption>
	</xsl:if>
</xsl:template>

<!-- In the order that HTML wants; a foot stands above the body in DocBook. -->
<xsl:template name="rows">
	<xsl:apply-templates select="thead"/>
	<xsl:apply-templates select="tbody"/>
	<xsl:if test="tr">
		<tbody>
			<xsl:apply-templates select="tr"/>
		</tbody>
	</xsl:if>
	<xsl:apply-templates select="tfoot"/>
</xsl:template>

<xsl:template match="thead|tbody|tfoot">
	<xsl:element name="{name()}">
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="row|tr"/>
	</xsl:element>
</xsl:template>

<xsl:template match="row|tr">
	<tr>
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="entry|entrytbl|td|th"/>
		<xsl:if test="text()[normalize-space()]">
			<td>
				<xsl:apply-templates select="text()"/>
			</td>
		</xsl:if>
	</tr>
</xsl:template>

<!-- Where cells stand is worked out by resolve. -->
<xsl:template match="entry|entrytbl|td|th">
	<xsl:if test="@s:skip">
		<xsl:call-template name="skip">
			<xsl:with-param name="count" select="@s:skip"/>
		</xsl:call-template>
	</xsl:if>
	<xsl:choose>
		<xsl:when test="self::th or ancestor::thead or
			@rowheader = 'firstcol'">
			<th>
				<xsl:call-template name="common"/>
				<xsl:attribute name="scope">
					<xsl:choose>
						<xsl:when test="@scope">
							<xsl:value-of select="@scope"/>
						</xsl:when>
						<xsl:when test="self::th and ../td"
							>row</xsl:when>
						<xsl:otherwise>col</xsl:otherwise>
					</xsl:choose>
				</xsl:attribute>
				<xsl:call-template name="cell"/>
			</th>
		</xsl:when>
		<xsl:otherwise>
			<td>
				<xsl:call-template name="common"/>
				<xsl:call-template name="cell"/>
			</td>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<!-- Of most of them resolve has nothing to say. -->
<xsl:template name="cell">
	<xsl:if test="@s:*">
		<xsl:if test="@s:cols">
			<xsl:attribute name="colspan">
				<xsl:value-of select="@s:cols"/>
			</xsl:attribute>
		</xsl:if>
		<xsl:if test="@s:rows">
			<xsl:attribute name="rowspan">
				<xsl:value-of select="@s:rows"/>
			</xsl:attribute>
		</xsl:if>
		<xsl:if test="@s:align">
			<xsl:attribute name="class">
				<xsl:value-of select="@s:align"/>
			</xsl:attribute>
		</xsl:if>
	</xsl:if>
	<xsl:choose>
		<xsl:when test="self::entrytbl">
			<table class="plain">
				<xsl:call-template name="rows"/>
			</table>
		</xsl:when>
		<xsl:otherwise>
			<xsl:apply-templates/>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<!-- Columns that no cell of the row stands in. -->
<xsl:template name="skip">
	<xsl:param name="count"/>
	<xsl:if test="$count &gt; 0">
		<td/>
		<xsl:call-template name="skip">
			<xsl:with-param name="count" select="$count - 1"/>
		</xsl:call-template>
	</xsl:if>
</xsl:template>

</xsl:stylesheet>
