/* SPDX-License-Identifier: ISC */
/*
 * One text to one tree, by libxml2's SAX interface with its own tree builder
 * behind our hooks. At a start tag's event the parser stands at its '>' and at
 * an end tag's after it; as no tag can hold a '<', the one before is where it
 * began. So every element learns its bytes as it is made.
 */
#include "read/xml_parse.h"

#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "model/doc.h"
#include "read/docbook5.h"
#include "read/xml_scan.h"

/* --- frames: where the parser is -------------------------------------------- */

void xml_parse_stop(struct xml_parse *parse)
{
	parse->stopped = true;
	for (size_t i = parse->frame_count; i > 0; i--) {
		xmlStopParser(parse->frames[i - 1].context);
	}
}

size_t xml_frame_offset(const struct xml_parse *parse,
			const struct xml_frame *frame)
{
	const xmlParserCtxt *context = frame->context;
	const xmlParserInput *input;
	size_t offset;

	if (frame->input == NULL) {
		return frame->reference.start;
	}
	if (parse->stopped || context->inputNr == 0) {
		return 0;
	}
	input = context->inputTab[0];
	offset = input->consumed + (size_t)(input->cur - input->base);
	return offset < frame->input->text.len ? offset
					       : frame->input->text.len;
}

/* The bytes from the last such byte before offset up to offset. It is near: sanitizers
 * would look at all that memrchr() is given. */
static struct span from_last(const struct xml_input *input, char byte,
			     size_t offset)
{
	struct span span = { offset, offset };
	size_t start = offset;

	while (start > 0) {
		if (input->text.ptr[--start] == byte) {
			span.start = start;
			break;
		}
	}
	return span;
}

struct span xml_frame_reference(const struct xml_parse *parse,
				const struct xml_frame *frame)
{
	return frame->input == NULL ? frame->reference
		: from_last(frame->input, '&', xml_frame_offset(parse, frame));
}

static struct xml_frame *push_frame(struct xml_parse *parse,
				    xmlParserCtxt *context)
{
	const struct xml_frame *below = &parse->frames[parse->frame_count - 1];
	struct xml_frame *frame;

	if (parse->frame_count ==
	    sizeof(parse->frames) / sizeof(*parse->frames)) {
		xml_parse_problem(parse, below, xml_frame_offset(parse, below),
				  "entities are nested too deep");
		xml_parse_stop(parse);
		return NULL;
	}
	frame = &parse->frames[parse->frame_count++];
	frame->context = context;
	frame->at = below->at;
	frame->reference = xml_frame_reference(parse, below);
	frame->input = NULL;
	if (parse->entity != NULL && parse->entity->external) {
		frame->input = &parse->entity->input;
		frame->at = frame->input;
	}
	return frame;
}

struct xml_frame *xml_parse_frame(struct xml_parse *parse,
				  xmlParserCtxt *context)
{
	if (parse->stopped) {
		return NULL;
	}
	for (size_t i = parse->frame_count; i > 0; i--) {
		if (parse->frames[i - 1].context == context) {
			parse->frame_count = i;
			return &parse->frames[i - 1];
		}
	}
	return push_frame(parse, context);
}

void xml_parse_problem(struct xml_parse *parse, const struct xml_frame *frame,
		       size_t offset, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	parse->problems.input = frame->at;
	xml_problem_add(&parse->problems, offset, "%s", text);
	parse->problems.input = &parse->input;
}

/* --- hooks ------------------------------------------------------------------- */

static void on_error(void *data, xmlError *error)
{
	xmlParserCtxt *context = data;
	struct xml_parse *parse = context->_private;
	struct xml_frame *frame;

	if (error->level == XML_ERR_WARNING || error->domain == XML_FROM_VALID ||
	    (frame = xml_parse_frame(parse, context)) == NULL) {
		return;
	}
	parse->problems.input = frame->at;
	xml_problem_translate(&parse->problems,
			      xml_frame_offset(parse, frame), error->code,
			      error->message != NULL ? error->message : "",
			      error->str1);
	parse->problems.input = &parse->input;
}

/* libxml2 repeats the defaults in every element: their bytes. */
static size_t default_bytes(const xmlChar **attributes, int count,
			    int defaulted)
{
	size_t bytes = 0;

	for (int i = count - defaulted; i < count; i++) {
		bytes += (size_t)(attributes[5 * i + 4] - attributes[5 * i + 3]);
	}
	return bytes;
}

static bool has_prefix(const xmlChar **attributes, int count)
{
	for (int i = 0; i < count; i++) {
		if (attributes[5 * i + 1] != NULL) {
			return true;
		}
	}
	return false;
}

static bool may_start(struct xml_parse *parse, struct xml_frame *frame,
		      const xmlChar *name)
{
	if (parse->depth_above + parse->depth >= XML_MAX_DEPTH) {
		xml_parse_problem(parse, frame, xml_frame_offset(parse, frame),
				  "'<%s>' is nested more than %d deep", name,
				  XML_MAX_DEPTH);
	} else if (frame->context->nsNr > 2 * XML_MAX_NAMESPACES) {
		xml_parse_problem(parse, frame, xml_frame_offset(parse, frame),
				  "more than %d namespaces at '<%s>'",
				  XML_MAX_NAMESPACES, name);
	} else {
		return true;
	}
	xml_parse_stop(parse);
	return false;
}

/* The tag at whose end the parser stands; what refers to it for an element of
 * an entity that is not a file. */
static struct span start_tag(const struct xml_parse *parse,
			     const struct xml_frame *frame)
{
	const struct xml_input *input = frame->input;
	struct span span = frame->reference;

	if (input != NULL) {
		span = from_last(input, '<', xml_frame_offset(parse, frame));
		span.end += span.end < input->text.len &&
			    input->text.ptr[span.end] == '/';
		span.end += span.end < input->text.len;
	}
	return span;
}

/* The frame of the context, which mostly is the one on top. */
static struct xml_frame *frame_of(struct xml_parse *parse,
				  xmlParserCtxt *context)
{
	struct xml_frame *top = &parse->frames[parse->frame_count - 1];

	return !parse->stopped && top->context == context ?
		       top : xml_parse_frame(parse, context);
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix,
		     const xmlChar *uri, int ns_count, const xmlChar **ns,
		     int count, int defaulted, const xmlChar **attributes)
{
	xmlParserCtxt *context = data;
	struct xml_parse *parse = context->_private;
	struct xml_frame *frame = frame_of(parse, context);

	if (frame == NULL || !may_start(parse, frame, name) ||
	    (defaulted > 0 &&
	     !xml_entity_spend(parse, frame,
			       default_bytes(attributes, count, defaulted),
			       (const char *)name))) {
		return;
	}
	parse->namespaced = parse->namespaced || uri != NULL ||
			    ns_count > 0 || has_prefix(attributes, count);
	MEM_GROW(parse->starts, parse->depth, parse->starts_capacity);
	parse->starts[parse->depth++] = start_tag(parse, frame);
	xmlSAX2StartElementNs(data, name, prefix, uri, ns_count, ns, count,
			      defaulted, attributes);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix,
		   const xmlChar *uri)
{
	xmlParserCtxt *context = data;
	struct xml_parse *parse = context->_private;
	struct xml_frame *frame = frame_of(parse, context);
	struct origin origin = { .source = NULL };
	struct span end = { 0, 0 };

	if (frame == NULL) {
		return;
	}
	end = frame->reference;
	if (frame->input != NULL) {
		end = from_last(frame->input, '<',
				xml_frame_offset(parse, frame));
	}
	if (parse->depth > 0 && context->node != NULL) {
		parse->depth--;
		xml_input_element(frame->at, parse->starts[parse->depth], end,
				  &origin);
		doc_set_origin(parse->job->doc, context->node, &origin);
	}
	xmlSAX2EndElementNs(data, name, prefix, uri);
}

/* libxml2 compares every default of an element with every other. */
static void on_attribute_declared(void *data, const xmlChar *element,
				  const xmlChar *name, int type,
				  int default_type, const xmlChar *value,
				  xmlEnumeration *values)
{
	xmlParserCtxt *context = data;
	struct xml_parse *parse = context->_private;
	struct xml_frame *frame = xml_parse_frame(parse, context);

	if (frame != NULL && ++parse->declared > XML_MAX_ATTRIBUTES) {
		xml_parse_problem(parse, frame, xml_frame_offset(parse, frame),
				  "more than %d attributes are declared",
				  XML_MAX_ATTRIBUTES);
		xml_parse_stop(parse);
	}
	xmlSAX2AttributeDecl(data, element, name, type, default_type, value,
			     values);
}

/* Nothing is ever loaded by libxml2 itself. */
static xmlParserInput *on_resolve(void *data, const xmlChar *public_id,
				  const xmlChar *system_id)
{
	(void)data;
	(void)public_id;
	(void)system_id;
	return NULL;
}

static void set_hooks(xmlSAXHandler *sax)
{
	sax->startElementNs = on_start;
	sax->endElementNs = on_end;
	sax->getEntity = xml_entity_get;
	sax->getParameterEntity = xml_entity_get_parameter;
	sax->attributeDecl = on_attribute_declared;
	sax->resolveEntity = on_resolve;
	sax->externalSubset = NULL;
	sax->comment = NULL;
	sax->cdataBlock = xmlSAX2Characters;
	sax->serror = on_error;
}

/* --- the parse --------------------------------------------------------------- */

/* a=""␠ : no shorter tag can hold too many. */
enum { LONG_TAG = 5 * XML_MAX_ATTRIBUTES };

/* A quick look, as it is at all of the text: libxml2 ends a tag at the next '<',
 * and takes nothing for an attribute that has no '='. */
static bool may_have_many_attributes(struct slice text)
{
	const char *end = text.ptr + text.len;
	const char *tag = text.len > 0 ? memchr(text.ptr, '<', text.len) : NULL;

	while (tag != NULL) {
		const char *next = memchr(tag + 1, '<', (size_t)(end - tag) - 1);
		size_t len = (size_t)((next != NULL ? next : end) - tag);
		size_t count = 0;

		for (size_t i = 0; len >= LONG_TAG && i < len; i++) {
			count += tag[i] == '=';
		}
		if (count > XML_MAX_ATTRIBUTES) {
			return true;
		}
		tag = next;
	}
	return false;
}

bool xml_parse_check_tags(struct xml_parse *parse, struct slice text)
{
	struct xml_scan scan = { .text = text };
	struct xml_tag tag = { .kind = XML_TAG_NONE };

	if (may_have_many_attributes(text)) {
		tag = xml_scan_next(&scan);
	}
	for (; tag.kind != XML_TAG_NONE; tag = xml_scan_next(&scan)) {
		if (tag.span.end - tag.span.start < LONG_TAG ||
		    xml_scan_attributes(text, &tag) <= XML_MAX_ATTRIBUTES) {
			continue;
		}
		xml_problem_add(&parse->problems,
				text.ptr == parse->input.text.ptr
				? tag.span.start : 0,
				"'<%.*s>' has more than %d attributes",
				(int)tag.name.len, tag.name.ptr,
				XML_MAX_ATTRIBUTES);
		return false;
	}
	return true;
}

static bool check_doctype(struct xml_parse *parse)
{
	struct slice text = parse->input.text;
	struct span type = xml_scan_doctype(text);
	size_t len = type.end - type.start;
	size_t bad = xml_scan_long_declaration(
		slice_of(text.ptr + type.start, len), XML_MAX_DECLARATION);

	if (bad < len) {
		xml_problem_add(&parse->problems, type.start + bad,
				"a declaration of more than %d bytes",
				XML_MAX_DECLARATION);
	}
	return bad >= len;
}

/* The parser gets the text piece by piece, and keeps no more than it needs:
 * xmlCreateMemoryParserCtxt() would copy it. */
static int read_piece(void *payload, char *bytes, int size)
{
	struct slice *unread = payload;
	size_t len = unread->len < (size_t)size ? unread->len : (size_t)size;

	memcpy(bytes, unread->ptr, len);
	*unread = slice_of(unread->ptr + len, unread->len - len);
	return (int)len;
}

static xmlParserCtxt *new_context(struct xml_parse *parse)
{
	xmlParserCtxt *context = xmlCreateIOParserCtxt(
		NULL, NULL, read_piece, NULL, &parse->unread,
		XML_CHAR_ENCODING_NONE);
	struct xml_frame main_frame = { .context = context };

	if (context == NULL) {
		return NULL;
	}
	/* Entities become text, tags of any depth and texts of any length pass:
	   the limits are ours. */
	xmlCtxtUseOptions(context, XML_PARSE_NOENT | XML_PARSE_NONET |
			  XML_PARSE_HUGE | XML_PARSE_RECOVER |
			  XML_PARSE_IGNORE_ENC);
	context->loadsubset |= XML_SKIP_IDS;
	context->_private = parse;
	set_hooks(context->sax);
	if (parse->job->dict == NULL) {
		parse->job->dict = context->dict;
	} else {
		xmlDictFree(context->dict);
		context->dict = parse->job->dict;
	}
	xmlDictReference(parse->job->dict);
	main_frame.input = &parse->input;
	main_frame.at = &parse->input;
	parse->frames[0] = main_frame;
	parse->frame_count = 1;
	return context;
}

/* Once entities are expanded their declarations only cost: of the document type
 * the names are kept. */
static void drop_subset(xmlDoc *tree)
{
	xmlDtd *dtd = tree->intSubset;

	if (dtd == NULL || dtd->children == NULL) {
		return;
	}
	xmlUnlinkNode((xmlNode *)dtd);
	tree->intSubset = NULL;
	xmlCreateIntSubset(tree, dtd->name, dtd->ExternalID, dtd->SystemID);
	xmlFreeDtd(dtd);
}

static xmlDoc *run(struct xml_parse *parse)
{
	xmlParserCtxt *context;
	xmlDoc *tree;

	parse->unread = parse->input.text;
	context = new_context(parse);
	if (context == NULL) {
		xml_problem_translate(&parse->problems, 0,
				      XML_ERR_DOCUMENT_EMPTY, "", NULL);
		return NULL;
	}
	xmlParseDocument(context);
	tree = context->myDoc;
	context->myDoc = NULL;
	if (parse->problems.count == 0 && context->wellFormed == 0 &&
	    parse->problems.structure == NULL) {
		xml_problem_add(&parse->problems, 0, "not well-formed XML");
	}
	xmlFreeParserCtxt(context);
	return tree;
}

static bool prepare(struct xml_parse *parse, struct slice text,
		    const struct xml_map *map)
{
	bool good = xml_input_init(&parse->input, text, map,
				   &parse->problems) == 0;

	parse->input.number = ++parse->job->input_count;
	if (good && parse->input.text.len > INT_MAX / 2) {
		xml_problem_add(&parse->problems, 0, "the text is too long");
		good = false;
	}
	return good && check_doctype(parse) &&
	       xml_parse_check_tags(parse, parse->input.text);
}

/* An entity's elements are copied to where it is used again, unseen by hooks:
 * they may be too deep there. */
static bool is_flat_enough(struct xml_parse *parse, xmlDoc *tree)
{
	xmlNode *top = xmlDocGetRootElement(tree);
	xmlNode *node = top;
	size_t depth = parse->depth_above;

	while (node != NULL && parse->marked_up) {
		bool goes_down = node->type == XML_ELEMENT_NODE &&
				 node->children != NULL;

		if (goes_down && ++depth > XML_MAX_DEPTH) {
			xml_problem_add(&parse->problems, 0,
					"entities make '<%s>' nested more than "
					"%d deep", node->name, XML_MAX_DEPTH);
			return false;
		}
		for (const xmlNode *up = node; !goes_down && up != top &&
		     up->next == NULL; up = up->parent) {
			depth--;
		}
		node = node_walk(node, top);
	}
	return true;
}

static xmlDoc *finish(struct xml_parse *parse, xmlDoc *tree)
{
	xml_problem_settle(&parse->problems);
	if (parse->problems.count == 0 && tree != NULL &&
	    is_flat_enough(parse, tree)) {
		drop_subset(tree);
		if (!parse->namespaced) {
			return tree;
		}
		docbook5_normalise(tree);
		if (xml_include_all(parse, tree) == 0) {
			return tree;
		}
	}
	xml_problem_flush(&parse->problems, parse->job->diag);
	xmlFreeDoc(tree);
	return NULL;
}

xmlDoc *xml_parse_text(struct xml_parse *parse, struct slice text,
		       const struct xml_map *map)
{
	xmlDoc *tree = prepare(parse, text, map) ? run(parse) : NULL;

	tree = finish(parse, tree);
	xml_problem_release(&parse->problems);
	xml_entity_release(parse->entities);
	xml_input_release(&parse->input);
	free(parse->starts);
	return tree;
}
