<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- Blocks: paragraphs, examples, notes, figures, synopses. -->
<xsl:stylesheet version="1.0" exclude-result-prefixes="s m svg"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:s="urn:stet:resolve" xmlns:m="http://www.w3.org/1998/Math/MathML"
	xmlns:svg="http://www.w3.org/2000/svg">

<!-- ===== paragraphs ================================================== -->

<!-- A paragraph of index terms alone would be a gap. -->
<xsl:template match="para|simpara">
	<xsl:choose>
		<xsl:when test="not(@*)">
			<p>
				<xsl:apply-templates/>
			</p>
		</xsl:when>
		<xsl:when test="@s:holds = 'terms'">
			<xsl:apply-templates select="indexterm"/>
		</xsl:when>
		<xsl:when test="@s:holds">
			<div class="para">
				<xsl:call-template name="common"/>
				<xsl:apply-templates/>
			</div>
		</xsl:when>
		<xsl:otherwise>
			<p>
				<xsl:call-template name="common"/>
				<xsl:apply-templates/>
			</p>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<xsl:template match="formalpara">
	<div class="formalpara">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</div>
</xsl:template>

<!-- The title of whatever shows it as a line of its own. -->
<xsl:template match="title">
	<p class="title">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</p>
</xsl:template>

<xsl:template match="bridgehead">
	<p class="bridgehead">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</p>
</xsl:template>

<!-- Between authors. -->
<xsl:template match="remark"/>

<!-- ===== verbatim ==================================================== -->

<xsl:template match="programlisting|screen|synopsis|literallayout|address|
	funcsynopsisinfo|classsynopsisinfo">
	<pre>
		<xsl:call-template name="common"/>
		<xsl:choose>
			<xsl:when test="self::address or self::literallayout[
				not(@class = 'monospaced')]">
				<xsl:attribute name="class">display</xsl:attribute>
			</xsl:when>
			<xsl:otherwise>
				<xsl:attribute name="class">code</xsl:attribute>
			</xsl:otherwise>
		</xsl:choose>
		<xsl:apply-templates/>
	</pre>
</xsl:template>

<!-- Numbers of lines and callouts of areas, which stand in the listing already. -->
<xsl:template match="s:line">
	<span class="line">
		<xsl:value-of select="."/>
	</span>
</xsl:template>

<xsl:template match="s:mark">
	<xsl:value-of select="."/>
	<xsl:if test="@s:set">
		<span id="{@s:set}"/>
	</xsl:if>
	<span class="co">
		<xsl:if test="@s:of">
			<xsl:attribute name="id">
				<xsl:value-of select="@s:of"/>
			</xsl:attribute>
		</xsl:if>
		<xsl:value-of select="concat('(', @s:number, ')')"/>
	</span>
</xsl:template>

<xsl:template match="programlistingco|screenco|mediaobjectco|imageobjectco|
	graphicco|informalexample|informalequation|screenshot|highlights|task|
	taskprerequisites|taskrelated|tasksummary|msgset|msgentry|msg|
	simplemsgentry|msgmain|msgsub|msgrel|msgexplan|msginfo|partintro|
	annotation|formalgroup|personblurb|authorblurb|printhistory|cover|
	revdescription|productionset|ackno|toc|lot|tocchap|tocdiv|toclevel1|
	toclevel2|toclevel3|toclevel4|toclevel5|tocpart|tocfront[*]|tocback[*]|
	indexdiv|topic|result|poetry|dialogue|bibliocoverage[*]|textobject[not(
	parent::mediaobject or parent::inlinemediaobject)]">
	<div class="{name()}">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</div>
</xsl:template>

<!-- A caption of a picture may hold blocks. -->
<xsl:template match="caption">
	<div class="caption">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</div>
</xsl:template>

<xsl:template match="tocentry|lotentry|tocfront|tocback|indexentry|msgtext[not(
	para or simpara)]">
	<p class="{name()}">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</p>
</xsl:template>

<xsl:template match="msgtext">
	<div class="msgtext">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</div>
</xsl:template>

<xsl:template match="msglevel|msgorig|msgaud">
	<p class="{name()}">
		<xsl:choose>
			<xsl:when test="self::msglevel">Level: </xsl:when>
			<xsl:when test="self::msgorig">Origin: </xsl:when>
			<xsl:otherwise>Audience: </xsl:otherwise>
		</xsl:choose>
		<xsl:apply-templates/>
	</p>
</xsl:template>

<xsl:template match="primaryie|secondaryie|tertiaryie">
	<xsl:if test="position() &gt; 1">, </xsl:if>
	<xsl:apply-templates/>
</xsl:template>

<xsl:template match="seeie|seealsoie">
	<xsl:text>, </xsl:text>
	<em class="see">
		<xsl:value-of select="concat('see', substring(' also', 1,
			5 * number(boolean(self::seealsoie))))"/>
	</em>
	<xsl:text> </xsl:text>
	<xsl:apply-templates/>
</xsl:template>

<xsl:template match="areaspec|screeninfo|extendedlink|beginpage|spanspec|
	colspec"/>

<xsl:template match="programlisting/textobject|screen/textobject|
	literallayout/textobject|synopsis/textobject" priority="1">
	<xsl:apply-templates/>
</xsl:template>

<!-- Where the indexes lead to. -->
<xsl:template match="itermset">
	<xsl:apply-templates select="indexterm"/>
</xsl:template>

<!-- ===== notes, quotations, asides =================================== -->

<xsl:template match="note|tip|important|warning|caution|danger">
	<div class="admonition {name()}" role="note">
		<xsl:call-template name="common"/>
		<xsl:if test="not(title or blockinfo/title or info/title)">
			<p class="title">
				<xsl:choose>
					<xsl:when test="self::note">Note</xsl:when>
					<xsl:when test="self::tip">Tip</xsl:when>
					<xsl:when test="self::important"
						>Important</xsl:when>
					<xsl:when test="self::warning"
						>Warning</xsl:when>
					<xsl:when test="self::danger">Danger</xsl:when>
					<xsl:otherwise>Caution</xsl:otherwise>
				</xsl:choose>
			</p>
		</xsl:if>
		<xsl:apply-templates select="blockinfo/title | info/title"/>
		<xsl:apply-templates/>
	</div>
</xsl:template>

<xsl:template match="blockquote|epigraph">
	<blockquote class="{name()}">
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="node()[not(self::attribution)]"/>
		<xsl:apply-templates select="attribution"/>
	</blockquote>
</xsl:template>

<xsl:template match="attribution">
	<p class="attribution">
		<xsl:text>– </xsl:text>
		<xsl:apply-templates/>
	</p>
</xsl:template>

<xsl:template match="sidebar">
	<aside class="sidebar">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</aside>
</xsl:template>

<xsl:template match="abstract|legalnotice">
	<div class="{name()}">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</div>
</xsl:template>

<!-- ===== figures ===================================================== -->

<!-- With its number: "Figure 3.1: Title". -->
<xsl:template match="figure|informalfigure|example|equation">
	<xsl:variable name="title" select="(title | blockinfo/title |
		objectinfo/title | info/title)[1]"/>
	<figure class="{name()}">
		<xsl:call-template name="common"/>
		<xsl:if test="$title">
			<figcaption>
				<xsl:call-template name="formal-number"/>
				<xsl:apply-templates select="$title/node()"/>
			</figcaption>
		</xsl:if>
		<xsl:apply-templates select="node()[not(self::title)]"/>
	</figure>
</xsl:template>

<xsl:template name="formal-number">
	<xsl:if test="@s:number">
		<span class="number">
			<xsl:value-of select="concat(translate(substring(name(),
				1, 1), 'fte', 'FTE'), substring(name(), 2), ' ',
				@s:number, ':')"/>
		</span>
		<xsl:text> </xsl:text>
	</xsl:if>
</xsl:template>

<xsl:template match="mediaobject">
	<div class="mediaobject">
		<xsl:call-template name="common"/>
		<xsl:call-template name="media"/>
		<xsl:apply-templates select="caption"/>
	</div>
</xsl:template>

<xsl:template match="inlinemediaobject">
	<span class="mediaobject">
		<xsl:call-template name="common"/>
		<xsl:call-template name="media"/>
	</span>
</xsl:template>

<!-- One of the media offered: an image that a browser shows, else the text. -->
<xsl:template name="media">
	<xsl:variable name="images" select="(imageobject |
		imageobjectco/imageobject)/imagedata[@fileref]"/>
	<xsl:variable name="image" select="($images[../@role = 'html' or
		../@role = 'xhtml'] | $images[not($images[../@role = 'html' or
		../@role = 'xhtml']) and not(contains(@fileref, '.eps') or
		contains(@fileref, '.pdf') or contains(@fileref, '.ps'))])[1]"/>
	<xsl:variable name="text" select="textobject[not(phrase)]"/>
	<xsl:variable name="words" select="textobject/phrase | alt"/>
	<xsl:apply-templates select="objectinfo | blockinfo | info"/>
	<xsl:choose>
		<xsl:when test="$image">
			<xsl:for-each select="$image">
				<xsl:call-template name="image">
					<xsl:with-param name="alt" select="$words"/>
				</xsl:call-template>
			</xsl:for-each>
			<xsl:if test="$text and self::mediaobject">
				<details>
					<summary>Text version</summary>
					<xsl:apply-templates select="$text/node()"/>
				</details>
			</xsl:if>
		</xsl:when>
		<xsl:otherwise>
			<xsl:for-each select="(videoobject/videodata |
				audioobject/audiodata)[@fileref][1]">
				<xsl:value-of select="concat('[', @fileref, '] ')"/>
			</xsl:for-each>
			<xsl:for-each select="$words">
				<xsl:apply-templates/>
				<xsl:if test="position() != last()">
					<xsl:text> </xsl:text>
				</xsl:if>
			</xsl:for-each>
			<xsl:if test="not($words | $text | videoobject | audioobject)">
				<xsl:value-of select="concat('[', $images[1]/@fileref,
					']')"/>
			</xsl:if>
			<xsl:if test="self::mediaobject">
				<xsl:apply-templates select="$text/node()"/>
			</xsl:if>
		</xsl:otherwise>
	</xsl:choose>
	<xsl:if test="self::inlinemediaobject">
		<xsl:for-each select="$text">
			<xsl:value-of select="concat(' ', normalize-space())"/>
		</xsl:for-each>
	</xsl:if>
	<xsl:apply-templates select="imageobjectco/calloutlist"/>
</xsl:template>

<!-- Where no mediaobject offers others. -->
<xsl:template match="imageobject[not(parent::mediaobject or
	parent::inlinemediaobject or
	parent::imageobjectco[not(parent::mediaobjectco)])]">
	<xsl:for-each select="imagedata[@fileref]">
		<xsl:call-template name="image"/>
	</xsl:for-each>
</xsl:template>

<xsl:template match="textdata">
	<xsl:value-of select="concat('[', (@fileref | @entityref)[1], ']')"/>
</xsl:template>

<!-- The words of an equation that is written in signs, too. -->
<xsl:template match="alt">
	<xsl:if test="not(../mathphrase)">
		<xsl:apply-templates/>
	</xsl:if>
</xsl:template>

<xsl:template match="m:math">
	<xsl:if test="not(../alt)">
		<xsl:value-of select="normalize-space()"/>
	</xsl:if>
</xsl:template>

<xsl:template match="svg:svg"/>

<xsl:template name="image">
	<xsl:param name="alt" select="/.."/>
	<img src="{@fileref}" alt="{normalize-space($alt)}">
		<xsl:if test="number(@contentwidth) &gt; 0">
			<xsl:attribute name="width">
				<xsl:value-of select="@contentwidth"/>
			</xsl:attribute>
		</xsl:if>
	</img>
</xsl:template>

<xsl:template match="graphic|inlinegraphic">
	<span class="{name()}">
		<xsl:call-template name="common"/>
		<xsl:call-template name="image"/>
	</span>
</xsl:template>

<xsl:template match="mathphrase|inlineequation">
	<span class="math">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</span>
</xsl:template>

<!-- ===== synopses of commands ======================================== -->

<xsl:template match="cmdsynopsis">
	<p class="synopsis">
		<xsl:call-template name="common"/>
		<code>
			<xsl:apply-templates select="*[not(self::synopfragment)]"
				mode="synopsis"/>
		</code>
	</p>
	<xsl:apply-templates select="synopfragment"/>
</xsl:template>

<xsl:template match="synopfragment">
	<p class="synopsis">
		<xsl:call-template name="common"/>
		<xsl:value-of select="concat('(', @s:number, ') ')"/>
		<code>
			<xsl:apply-templates select="*" mode="synopsis"/>
		</code>
	</p>
</xsl:template>

<xsl:template match="*" mode="synopsis">
	<xsl:if test="position() &gt; 1 and not(self::sbr)">
		<xsl:text> </xsl:text>
	</xsl:if>
	<xsl:apply-templates select="."/>
</xsl:template>

<xsl:template match="command" mode="synopsis">
	<xsl:if test="position() &gt; 1">
		<xsl:text> </xsl:text>
	</xsl:if>
	<b>
		<xsl:apply-templates/>
	</b>
</xsl:template>

<!-- What stands in a group is parted by bars: it needs no brackets. -->
<xsl:template match="arg|group">
	<xsl:variable name="plain" select="@choice = 'plain' or
		(parent::group and self::arg and not(@choice = 'opt'))"/>
	<xsl:variable name="required" select="not($plain) and @choice = 'req'"/>
	<xsl:choose>
		<xsl:when test="$plain"/>
		<xsl:when test="$required">{</xsl:when>
		<xsl:otherwise>[</xsl:otherwise>
	</xsl:choose>
	<xsl:choose>
		<xsl:when test="self::group">
			<xsl:for-each select="*">
				<xsl:if test="position() &gt; 1"> | </xsl:if>
				<xsl:apply-templates select="."/>
			</xsl:for-each>
		</xsl:when>
		<xsl:otherwise>
			<xsl:apply-templates mode="arg"/>
		</xsl:otherwise>
	</xsl:choose>
	<xsl:if test="self::arg and @rep = 'repeat'">…</xsl:if>
	<xsl:choose>
		<xsl:when test="$plain"/>
		<xsl:when test="$required">}</xsl:when>
		<xsl:otherwise>]</xsl:otherwise>
	</xsl:choose>
	<xsl:if test="self::group and @rep = 'repeat'">…</xsl:if>
</xsl:template>

<!-- White space at the ends of an argument is none of it. -->
<xsl:template match="*" mode="arg">
	<xsl:apply-templates select="."/>
</xsl:template>

<xsl:template match="text()" mode="arg">
	<xsl:if test="preceding-sibling::* and
		normalize-space(substring(., 1, 1)) = ''">
		<xsl:text> </xsl:text>
	</xsl:if>
	<xsl:value-of select="normalize-space()"/>
	<xsl:if test="normalize-space() != '' and following-sibling::* and
		normalize-space(substring(., string-length())) = ''">
		<xsl:text> </xsl:text>
	</xsl:if>
</xsl:template>

<xsl:template match="sbr">
	<br/>
</xsl:template>

<xsl:template match="synopfragmentref">
	<a>
		<xsl:call-template name="aim"/>
		<xsl:value-of select="@s:label"/>
		<xsl:if test="node()">
			<xsl:text> </xsl:text>
			<i>
				<xsl:apply-templates/>
			</i>
		</xsl:if>
	</a>
</xsl:template>

<!-- ===== synopses of functions and classes =========================== -->

<xsl:template match="funcsynopsis">
	<div class="synopsis">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</div>
</xsl:template>

<xsl:template match="funcprototype">
	<p>
		<xsl:call-template name="common"/>
		<code>
			<xsl:for-each select="modifier[following-sibling::funcdef]">
				<xsl:apply-templates/>
				<xsl:text> </xsl:text>
			</xsl:for-each>
			<xsl:apply-templates select="funcdef"/>
			<xsl:call-template name="parameters">
				<xsl:with-param name="of"
					select="void|varargs|paramdef"/>
			</xsl:call-template>
			<xsl:for-each select="modifier[preceding-sibling::funcdef]">
				<xsl:text> </xsl:text>
				<xsl:apply-templates/>
			</xsl:for-each>
			<xsl:text>;</xsl:text>
		</code>
	</p>
</xsl:template>

<xsl:template name="parameters">
	<xsl:param name="of"/>
	<xsl:text>(</xsl:text>
	<xsl:for-each select="$of">
		<xsl:if test="position() &gt; 1">, </xsl:if>
		<xsl:apply-templates select="."/>
	</xsl:for-each>
	<xsl:text>)</xsl:text>
</xsl:template>

<xsl:template match="void">void</xsl:template>
<xsl:template match="varargs">…</xsl:template>

<xsl:template match="funcdef|paramdef">
	<xsl:apply-templates/>
</xsl:template>

<xsl:template match="funcdef/function|methodname">
	<b>
		<xsl:apply-templates/>
	</b>
</xsl:template>

<xsl:template match="funcparams">
	<xsl:text>(</xsl:text>
	<xsl:apply-templates/>
	<xsl:text>)</xsl:text>
</xsl:template>

<xsl:template match="initializer">
	<xsl:text> = </xsl:text>
	<xsl:apply-templates/>
</xsl:template>

<xsl:template match="modifier">
	<xsl:apply-templates/>
</xsl:template>

<xsl:template match="methodparam|ooclass|ooexception|oointerface">
	<xsl:for-each select="*[not(self::modifier) or
		not(../../self::classsynopsis) or ../preceding-sibling::ooclass]">
		<xsl:if test="position() &gt; 1 and not(self::initializer or
			self::funcparams)">
			<xsl:text> </xsl:text>
		</xsl:if>
		<xsl:apply-templates select="." mode="bare"/>
	</xsl:for-each>
	<xsl:if test="not(*)">
		<xsl:apply-templates/>
	</xsl:if>
</xsl:template>

<!-- In a synopsis all is code already. -->
<xsl:template match="*" mode="bare">
	<xsl:apply-templates select="."/>
</xsl:template>

<xsl:template match="type|parameter|classname|interfacename|exceptionname|
	varname|modifier" mode="bare">
	<xsl:apply-templates/>
</xsl:template>

<xsl:template match="classsynopsis|packagesynopsis">
	<div class="synopsis">
		<xsl:call-template name="common"/>
		<xsl:apply-templates
			select="classsynopsisinfo[not(preceding-sibling::*)]"/>
		<p>
			<code>
				<xsl:call-template name="class-head"/>
				<xsl:text> {</xsl:text>
			</code>
		</p>
		<div class="members">
			<xsl:apply-templates select="fieldsynopsis |
				constructorsynopsis | destructorsynopsis |
				methodsynopsis | classsynopsis |
				classsynopsisinfo[preceding-sibling::*]"/>
		</div>
		<p>
			<code>}</code>
		</p>
	</div>
</xsl:template>

<xsl:template name="class-head">
	<xsl:for-each select="ooclass[1]/modifier">
		<xsl:apply-templates/>
		<xsl:text> </xsl:text>
	</xsl:for-each>
	<xsl:value-of select="(@class | @language[not(../@class)])[1]"/>
	<xsl:if test="not(@class or @language)">class</xsl:if>
	<xsl:text> </xsl:text>
	<xsl:for-each select="ooclass|ooexception|oointerface|package|modifier">
		<xsl:choose>
			<xsl:when test="position() = 1"/>
			<xsl:when test="self::oointerface and
				preceding-sibling::*[1][self::ooclass]"
				> implements </xsl:when>
			<xsl:when test="position() = 2"> : </xsl:when>
			<xsl:otherwise>, </xsl:otherwise>
		</xsl:choose>
		<xsl:apply-templates select="."/>
	</xsl:for-each>
</xsl:template>

<xsl:template match="fieldsynopsis|constructorsynopsis|destructorsynopsis|
	methodsynopsis">
	<p>
		<xsl:call-template name="common"/>
		<code>
			<xsl:for-each select="modifier | type | methodname |
				varname | void[not(preceding-sibling::methodname)]">
				<xsl:if test="position() &gt; 1">
					<xsl:text> </xsl:text>
				</xsl:if>
				<xsl:apply-templates select="." mode="bare"/>
			</xsl:for-each>
			<xsl:apply-templates select="initializer"/>
			<xsl:if test="not(self::fieldsynopsis)">
				<xsl:call-template name="parameters">
					<xsl:with-param name="of" select="methodparam |
						void[preceding-sibling::methodname]"/>
				</xsl:call-template>
			</xsl:if>
			<xsl:for-each select="exceptionname">
				<xsl:choose>
					<xsl:when test="position() = 1"> throws </xsl:when>
					<xsl:otherwise>, </xsl:otherwise>
				</xsl:choose>
				<xsl:apply-templates/>
			</xsl:for-each>
			<xsl:text>;</xsl:text>
		</code>
	</p>
</xsl:template>

<xsl:template match="enumsynopsis|unionsynopsis|typedefsynopsis|macrosynopsis">
	<div class="synopsis">
		<xsl:call-template name="common"/>
		<xsl:for-each select="*">
			<p>
				<xsl:apply-templates select="*|text()[normalize-space()]"
					mode="synopsis"/>
			</p>
		</xsl:for-each>
	</div>
</xsl:template>

<xsl:template match="text()" mode="synopsis">
	<xsl:value-of select="normalize-space()"/>
</xsl:template>

<!-- A rule of a grammar. -->
<xsl:template match="production">
	<p class="production">
		<xsl:call-template name="common"/>
		<xsl:apply-templates select="lhs/node()"/>
		<xsl:for-each select="rhs">
			<xsl:choose>
				<xsl:when test="position() = 1"> ::= </xsl:when>
				<xsl:otherwise> | </xsl:otherwise>
			</xsl:choose>
			<xsl:apply-templates/>
		</xsl:for-each>
		<xsl:for-each select="constraint">
			<xsl:text> [</xsl:text>
			<xsl:apply-templates/>
			<xsl:text>]</xsl:text>
		</xsl:for-each>
	</p>
</xsl:template>

<xsl:template match="productionrecap"/>

</xsl:stylesheet>
