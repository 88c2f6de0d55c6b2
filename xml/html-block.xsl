<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: ISC -->
<!-- Blocks: paragraphs, examples, notes, figures, synopses. -->
<xsl:stylesheet version="1.0" exclude-result-prefixes="s xlink"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:s="urn:stet:resolve" xmlns:xlink="http://www.w3.org/1999/xlink">

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

<xsl:template match="remark">
	<span class="remark">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</span>
</xsl:template>

<!-- ===== verbatim ==================================================== -->

<xsl:template match="programlisting|screen|synopsis|literallayout|address|
	funcsynopsisinfo|classsynopsisinfo">
	<pre>
		<xsl:call-template name="common"/>
		<xsl:attribute name="class">
			<xsl:choose>
				<xsl:when test="self::address or self::literallayout[
					not(@class = 'monospaced')]">display</xsl:when>
				<xsl:otherwise>code</xsl:otherwise>
			</xsl:choose>
		</xsl:attribute>
		<xsl:apply-templates/>
	</pre>
</xsl:template>

<xsl:template match="programlistingco|screenco|mediaobjectco|imageobjectco|
	informalexample|informalequation|screenshot|highlights|task|
	taskprerequisites|taskrelated|tasksummary|msgset|msgentry|msg|
	simplemsgentry|msgmain|msgsub|msgrel|msgexplan|msginfo|caption|partintro">
	<div class="{name()}">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</div>
</xsl:template>

<xsl:template match="areaspec|screeninfo"/>

<!-- ===== notes, quotations, asides =================================== -->

<xsl:template match="note|tip|important|warning|caution|danger">
	<div class="admonition {name()}" role="note">
		<xsl:call-template name="common"/>
		<xsl:if test="not(title)">
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

<xsl:template match="figure|informalfigure|example|equation">
	<figure class="{name()}">
		<xsl:call-template name="common"/>
		<xsl:if test="title">
			<figcaption>
				<xsl:apply-templates select="title/node()"/>
			</figcaption>
		</xsl:if>
		<xsl:apply-templates select="node()[not(self::title)]"/>
	</figure>
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
	<xsl:variable name="meant"
		select="($images[../@role = 'html' or ../@role = 'xhtml'])[1]"/>
	<xsl:variable name="image" select="$meant | ($images[not(
		contains(@fileref, '.eps') or contains(@fileref, '.pdf') or
		contains(@fileref, '.ps'))])[not($meant)][1]"/>
	<xsl:variable name="text" select="textobject[not(phrase)]"/>
	<xsl:choose>
		<xsl:when test="$image">
			<xsl:for-each select="$image">
				<xsl:call-template name="image">
					<xsl:with-param name="alt"
						select="../../textobject/phrase | ../../alt"/>
				</xsl:call-template>
			</xsl:for-each>
			<xsl:if test="$text">
				<details>
					<summary>Text version</summary>
					<xsl:apply-templates select="$text/node()"/>
				</details>
			</xsl:if>
		</xsl:when>
		<xsl:when test="videoobject|audioobject">
			<xsl:for-each select="(videoobject/videodata |
				audioobject/audiodata)[1]">
				<a href="{@fileref}">
					<xsl:value-of select="@fileref"/>
				</a>
			</xsl:for-each>
			<xsl:apply-templates select="textobject/node()"/>
		</xsl:when>
		<xsl:otherwise>
			<xsl:apply-templates select="textobject/node()"/>
		</xsl:otherwise>
	</xsl:choose>
</xsl:template>

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

<!-- ===== synopses ==================================================== -->

<xsl:template match="cmdsynopsis">
	<p class="synopsis">
		<xsl:call-template name="common"/>
		<code>
			<xsl:apply-templates select="*[not(self::synopfragment)]"
				mode="synopsis"/>
		</code>
	</p>
	<xsl:for-each select="synopfragment">
		<p class="synopsis">
			<xsl:call-template name="common"/>
			<code>
				<xsl:apply-templates select="*" mode="synopsis"/>
			</code>
		</p>
	</xsl:for-each>
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

<xsl:template match="arg|group">
	<xsl:variable name="optional" select="not(@choice) or @choice = 'opt'"/>
	<xsl:if test="$optional">[</xsl:if>
	<xsl:if test="@choice = 'req'">{</xsl:if>
	<xsl:choose>
		<xsl:when test="self::group">
			<xsl:for-each select="*">
				<xsl:if test="position() &gt; 1"> | </xsl:if>
				<xsl:choose>
					<xsl:when test="self::arg">
						<xsl:apply-templates/>
					</xsl:when>
					<xsl:otherwise>
						<xsl:apply-templates select="."/>
					</xsl:otherwise>
				</xsl:choose>
			</xsl:for-each>
		</xsl:when>
		<xsl:otherwise>
			<xsl:apply-templates/>
		</xsl:otherwise>
	</xsl:choose>
	<xsl:if test="$optional">]</xsl:if>
	<xsl:if test="@choice = 'req'">}</xsl:if>
	<xsl:if test="@rep = 'repeat'">…</xsl:if>
</xsl:template>

<xsl:template match="sbr">
	<br/>
</xsl:template>

<xsl:template match="synopfragmentref">
	<i>
		<xsl:apply-templates/>
	</i>
</xsl:template>

<xsl:template match="funcsynopsis">
	<div class="synopsis">
		<xsl:call-template name="common"/>
		<xsl:apply-templates/>
	</div>
</xsl:template>

<xsl:template match="funcprototype">
	<p>
		<code>
			<xsl:apply-templates select="funcdef"/>
			<xsl:text>(</xsl:text>
			<xsl:for-each select="void|varargs|paramdef">
				<xsl:if test="position() &gt; 1">, </xsl:if>
				<xsl:choose>
					<xsl:when test="self::void">void</xsl:when>
					<xsl:when test="self::varargs">…</xsl:when>
					<xsl:otherwise>
						<xsl:apply-templates/>
					</xsl:otherwise>
				</xsl:choose>
			</xsl:for-each>
			<xsl:text>);</xsl:text>
		</code>
	</p>
</xsl:template>

<xsl:template match="funcdef|initializer|modifier|methodparam|paramdef">
	<xsl:apply-templates/>
</xsl:template>

<xsl:template match="funcdef/function">
	<b>
		<xsl:apply-templates/>
	</b>
</xsl:template>

<xsl:template match="funcparams">
	<xsl:text>(</xsl:text>
	<xsl:apply-templates/>
	<xsl:text>)</xsl:text>
</xsl:template>

</xsl:stylesheet>
