<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- What stands in a line of text. -->
<xsl:stylesheet version="1.0" exclude-result-prefixes="s xlink"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:s="urn:stet:resolve" xmlns:xlink="http://www.w3.org/1999/xlink">

<!-- ===== links ======================================================= -->

<xsl:template match="xref">
	<a class="xref">
		<xsl:call-template name="aim"/>
		<xsl:if test="@s:title and @s:title != @s:label">
			<xsl:attribute name="title">
				<xsl:value-of select="@s:title"/>
			</xsl:attribute>
		</xsl:if>
		<xsl:apply-templates/>
		<xsl:if test="not(node())">
			<xsl:value-of select="@s:label"/>
		</xsl:if>
	</a>
</xsl:template>

<xsl:template match="xref[@s:kind = 'footnote']" priority="1">
	<s:footnote of="{@linkend}"/>
</xsl:template>

<!-- Where it goes: inside the document, else as the author says. -->
<xsl:template name="aim">
	<xsl:choose>
		<xsl:when test="@s:href">
			<xsl:attribute name="href">
				<xsl:value-of select="@s:href"/>
			</xsl:attribute>
		</xsl:when>
		<xsl:when test="@xlink:href | @href | @url">
			<xsl:attribute name="href">
				<xsl:value-of select="(@xlink:href | @href |
					@url)[1]"/>
			</xsl:attribute>
		</xsl:when>
	</xsl:choose>
</xsl:template>

<xsl:template match="link|olink|biblioref|coref">
	<a>
		<xsl:call-template name="common"/>
		<xsl:call-template name="aim"/>
		<xsl:call-template name="link-label"/>
	</a>
</xsl:template>

<!-- What a link says: its own words, else the label of its target. -->
<xsl:template name="link-label">
	<xsl:choose>
		<xsl:when test="node()">
			<xsl:apply-templates/>
		</xsl:when>
		<xsl:when test="@s:label">
			<xsl:value-of select="@s:label"/>
		</xsl:when>
		<xsl:when test="@targetptr">
			<xsl:value-of select="normalize-space(concat(@targetdoc, ' ',
				@targetptr))"/>
		</xsl:when>
		<xsl:otherwise>
			<xsl:value-of select="(@xlink:href | @href | @url |
				@linkend | @otherterm | @targetdoc |
				@targetdocent)[1]"/>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template match="ulink">
	<a href="{@url}">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
		<xsl:if test="not(node())">
			<xsl:value-of select="@url"/>
		</xsl:if>
	</a>
</xsl:template>

<xsl:template match="email">
	<a href="mailto:{normalize-space()}">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</a>
</xsl:template>

<xsl:template match="anchor">
	<span>
		<xsl:call-template name="common"/>
	</span>
</xsl:template>

<!-- Numbered and gathered in C, where the page is known. -->
<xsl:template match="footnote">
	<s:footnote>
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</s:footnote>
</xsl:template>

<xsl:template match="footnoteref">
	<s:footnote of="{@linkend}"/>
</xsl:template>

<!-- ===== emphasis ==================================================== -->

<xsl:template match="emphasis">
	<xsl:choose>
		<xsl:when test="node() and not(@*)">
			<em>
				<xsl:apply-templates/>
			</em>
		</xsl:when>
		<xsl:when test="not(node())"/>
		<xsl:when test="@role = 'bold' or @role = 'strong'">
			<strong>
				<xsl:apply-templates select="@*" mode="common"/>
				<xsl:apply-templates/>
			</strong>
		</xsl:when>
		<xsl:when test="@role = 'strikethrough'">
			<s>
				<xsl:apply-templates select="@*" mode="common"/>
				<xsl:apply-templates/>
			</s>
		</xsl:when>
		<xsl:when test="@role = 'underline'">
			<u>
				<xsl:apply-templates select="@*" mode="common"/>
				<xsl:apply-templates/>
			</u>
		</xsl:when>
		<xsl:otherwise>
			<em>
				<xsl:apply-templates select="@*" mode="common"/>
				<xsl:apply-templates/>
			</em>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<!-- Marks alternate. -->
<xsl:template match="quote">
	<xsl:choose>
		<xsl:when test="count(ancestor::quote) mod 2">
			<xsl:text>‘</xsl:text>
			<xsl:apply-templates/>
			<xsl:text>’</xsl:text>
		</xsl:when>
		<xsl:otherwise>
			<xsl:text>“</xsl:text>
			<xsl:apply-templates/>
			<xsl:text>”</xsl:text>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<!-- A term that leads to its explanation. -->
<xsl:template match="firstterm|glossterm">
	<dfn>
		<xsl:call-template name="common"/>
		<xsl:choose>
			<xsl:when test="@s:href and not(ancestor::link or
				ancestor::ulink or .//link or .//ulink or .//xref)">
				<a href="{@s:href}">
					<xsl:apply-templates/>
				</a>
			</xsl:when>
			<xsl:otherwise>
				<xsl:apply-templates/>
			</xsl:otherwise>
		</xsl:choose>
	</dfn>
</xsl:template>

<xsl:template match="citetitle">
	<cite>
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</cite>
</xsl:template>

<xsl:template match="citation">
	<span class="citation">
		<xsl:call-template name="common"/>
		<xsl:text>[</xsl:text>
		<xsl:apply-templates/>
		<xsl:text>]</xsl:text>
	</span>
</xsl:template>

<xsl:template match="foreignphrase|wordasword|lineannotation">
	<i>
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</i>
</xsl:template>

<xsl:template match="acronym|abbrev">
	<abbr>
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</abbr>
</xsl:template>

<xsl:template match="subscript">
	<sub>
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</sub>
</xsl:template>

<xsl:template match="superscript">
	<sup>
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</sup>
</xsl:template>

<xsl:template match="trademark">
	<xsl:apply-templates/>
	<xsl:choose>
		<xsl:when test="@class = 'registered'">®</xsl:when>
		<xsl:when test="@class = 'copyright'">©</xsl:when>
		<xsl:when test="@class = 'service'">℠</xsl:when>
		<xsl:otherwise>™</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template match="optional">
	<xsl:text>[</xsl:text>
	<xsl:apply-templates/>
	<xsl:text>]</xsl:text>
</xsl:template>

<!-- ===== code ======================================================== -->

<xsl:template match="literal|option|command|function|varname|filename|constant|
	parameter|type|classname|interfacename|exceptionname|
	structname|structfield|symbol|token|
	envar|code|markup|systemitem|returnvalue|errorcode|errorname|errortype|
	errortext|property|uri|interface|prompt|enumname|enumvalue|enumidentifier|
	macrodef|namespacename|nonterminal|termdef">
	<code>
		<xsl:apply-templates select="@*" mode="common"/>
		<xsl:apply-templates/>
	</code>
</xsl:template>

<xsl:template match="sgmltag|tag">
	<code>
		<xsl:call-template name="common"/>
		<xsl:choose>
			<xsl:when test="@class = 'starttag' or @class = 'emptytag'"
				>&lt;</xsl:when>
			<xsl:when test="@class = 'endtag'">&lt;/</xsl:when>
			<xsl:when test="@class = 'genentity'">&amp;</xsl:when>
			<xsl:when test="@class = 'numcharref'">&amp;#</xsl:when>
			<xsl:when test="@class = 'paramentity'">%</xsl:when>
			<xsl:when test="@class = 'pi' or @class = 'xmlpi'"
				>&lt;?</xsl:when>
			<xsl:when test="@class = 'sgmlcomment' or @class = 'comment'"
				>&lt;!--</xsl:when>
		</xsl:choose>
		<xsl:apply-templates/>
		<xsl:choose>
			<xsl:when test="@class = 'starttag' or @class = 'endtag' or
				@class = 'pi'">&gt;</xsl:when>
			<xsl:when test="@class = 'emptytag'">/&gt;</xsl:when>
			<xsl:when test="@class = 'xmlpi'">?&gt;</xsl:when>
			<xsl:when test="@class = 'genentity' or @class = 'numcharref'
				or @class = 'paramentity'">;</xsl:when>
			<xsl:when test="@class = 'sgmlcomment' or @class = 'comment'"
				>--&gt;</xsl:when>
		</xsl:choose>
	</code>
</xsl:template>

<xsl:template match="replaceable">
	<var>
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</var>
</xsl:template>

<xsl:template match="computeroutput">
	<samp>
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</samp>
</xsl:template>

<xsl:template match="userinput|keycap|keysym|keycode|shortcut|mousebutton">
	<kbd>
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</kbd>
</xsl:template>

<xsl:template match="keycap[not(node())]">
	<kbd>
		<xsl:value-of select="@function"/>
	</kbd>
</xsl:template>

<xsl:template match="keycombo">
	<xsl:variable name="action" select="@action"/>
	<xsl:for-each select="*[not(self::indexterm)]">
		<xsl:choose>
			<xsl:when test="position() = 1"/>
			<xsl:when test="$action = 'seq'">
				<xsl:text> </xsl:text>
			</xsl:when>
			<xsl:when test="$action = 'press' or
				contains($action, 'click')">-</xsl:when>
			<xsl:otherwise>+</xsl:otherwise>
		</xsl:choose>
		<xsl:apply-templates select="."/>
	</xsl:for-each>
</xsl:template>

<xsl:template match="menuchoice">
	<xsl:for-each select="*[not(self::shortcut)]">
		<xsl:if test="position() &gt; 1"> → </xsl:if>
		<xsl:apply-templates select="."/>
	</xsl:for-each>
	<xsl:for-each select="shortcut">
		<xsl:text> (</xsl:text>
		<xsl:apply-templates select="."/>
		<xsl:text>)</xsl:text>
	</xsl:for-each>
</xsl:template>

<xsl:template match="co">
	<span class="co">
		<xsl:call-template name="common"/>
		<xsl:value-of select="concat('(', @s:number, ')')"/>
	</span>
</xsl:template>

<xsl:template match="area|areaset"/>

<!-- ===== names and words that look like any other text ============== -->

<xsl:template match="phrase|application|productname|productnumber|database|
	hardware|action|guibutton|guiicon|guilabel|guimenu|guimenuitem|
	guisubmenu|medialabel|accel|date|orgname|orgdiv|holder|year|revnumber|
	revremark|authorinitials|honorific|firstname|givenname|surname|lineage|
	othername|jobtitle|shortaffil|label|pubdate|releaseinfo|edition|
	refentrytitle|corpname|corpauthor|contrib|city|state|postcode|country|
	street|phone|fax|pob|otheraddr|
	publishername|isbn|issn|collabname|confdates|
	package|buildtarget|invpartnumber|modespec|volumenum|issuenum|
	artpagenums|pagenums|seriesvolnums|biblioid|bibliocoverage|
	bibliorelation|bibliosource|pubsnumber|contractnum|contractsponsor|
	confnum|conftitle|corpcredit|subjectterm|keyword|specializedname|
	template|templatename|namespace|macroname|typedefname|unionname|suffix|
	prefix|citebiblioid|authorgroup|printhistory[not(*)]">
	<span class="{name()}">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</span>
</xsl:template>

<xsl:template match="citerefentry">
	<span class="citerefentry">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</span>
</xsl:template>

<xsl:template match="citerefentry/refentrytitle">
	<b>
		<xsl:apply-templates/>
	</b>
</xsl:template>

<xsl:template match="manvolnum">
	<xsl:text>(</xsl:text>
	<xsl:apply-templates/>
	<xsl:text>)</xsl:text>
</xsl:template>

<!-- People: the parts of the name, where they belong, how to reach them. -->
<xsl:template match="author|editor|othercredit|personname|collab|publisher|
	affiliation|org|person|confgroup|confsponsor|bibliomset">
	<xsl:for-each select="*[not(self::personblurb or self::authorblurb or
		self::address)]">
		<xsl:choose>
			<xsl:when test="position() = 1"/>
			<xsl:when test="self::affiliation or self::contrib or
				self::orgdiv or parent::confgroup or
				self::orgname[not(parent::publisher)]">, </xsl:when>
			<xsl:otherwise>
				<xsl:text> </xsl:text>
			</xsl:otherwise>
		</xsl:choose>
		<xsl:apply-templates select="."/>
	</xsl:for-each>
	<xsl:for-each select="address">
		<xsl:value-of select="concat(', ', normalize-space())"/>
	</xsl:for-each>
	<xsl:if test="not(*)">
		<xsl:value-of select="normalize-space()"/>
	</xsl:if>
</xsl:template>

</xsl:stylesheet>
