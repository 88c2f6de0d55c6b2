/* SPDX-License-Identifier: ISC */
/*
 * Entities: what '&name;' means, measured before libxml2 expands it.
 *
 * libxml2's own limits must be off for large documents (XML_PARSE_HUGE), so the
 * limits are here: every entity's whole expansion is added up first, and the
 * sum over the document is bounded. Entities that are plain text are handed to
 * libxml2 as one character run, which also keeps text nodes from being joined
 * bit by bit.
 */
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/doc.h"
#include "read/xml_names.h"
#include "read/xml_parse.h"
#include "read/xml_scan.h"

/* Text longer than this is left to libxml2 to expand. */
static const size_t max_text = 65536;

static void release_one(void *payload, const xmlChar *name)
{
	struct xml_entity *entity = payload;

	(void)name;
	xml_input_release(&entity->input);
	free((char *)entity->text.name);
	free(entity->text.content);
	free(entity);
}

void xml_entity_release(xmlHashTable *entities)
{
	if (entities != NULL) {
		xmlHashFree(entities, release_one);
	}
}

static struct xml_entity *find(struct xml_parse *parse, const xmlChar *name,
			       bool *is_new)
{
	struct xml_entity *entity;

	if (parse->entities == NULL) {
		parse->entities = xmlHashCreate(64);
	}
	entity = xmlHashLookup(parse->entities, name);
	*is_new = entity == NULL;
	if (entity == NULL) {
		entity = mem_alloc(sizeof(*entity));
		entity->text.type = XML_ENTITY_DECL;
		entity->text.name =
			(xmlChar *)mem_strdup((const char *)name);
		xmlHashAddEntry(parse->entities, name, entity);
	}
	return entity;
}

static void set_text(struct xml_entity *entity, const struct buf *text)
{
	entity->text.content = (xmlChar *)mem_strndup(text->data, text->len);
	entity->text.length = (int)text->len;
}

bool xml_entity_spend(struct xml_parse *parse, struct xml_frame *frame,
		      size_t bytes, const char *name)
{
	struct xml_job *job = parse->job;

	if (bytes <= job->may_expand - job->expanded) {
		job->expanded += bytes;
		return true;
	}
	xml_parse_problem(parse, frame, xml_frame_offset(parse, frame),
			  "entities and defaults expand to more than %zu bytes "
			  "('%s'): an entity bomb?", job->may_expand, name);
	xml_parse_stop(parse);
	return false;
}

/* --- external ones ---------------------------------------------------------- */

/* Sets of character names that everyone declares and we know anyway. */
static bool is_known_set(const xmlEntity *declared)
{
	static const char *const sets[] = {
		"ISO 8879:1986//ENTITIES ", "-//OASIS//ENTITIES ",
		"-//W3C//ENTITIES ",
	};
	const char *id = (const char *)declared->ExternalID;

	for (size_t i = 0; id != NULL && i < sizeof(sets) / sizeof(*sets); i++) {
		if (strncmp(id, sets[i], strlen(sets[i])) == 0) {
			return true;
		}
	}
	return false;
}

/* The text of the external entity, in entity->input; false if refused. */
static bool load(struct xml_parse *parse, struct xml_frame *frame,
		 struct xml_entity *entity, const xmlEntity *declared)
{
	struct xml_refusal refusal = { NULL, false };
	struct source *source = xml_include_open(
		parse, parse->source, (const char *)declared->SystemID,
		&refusal);
	bool good;

	if (source == NULL) {
		xml_parse_problem(parse, frame, xml_frame_offset(parse, frame),
				  "external entity '%s' is not read: %s",
				  declared->name, refusal.why);
		free(refusal.why);
		return false;
	}
	entity->map = xml_map_source(source);
	entity->external = true;
	good = xml_input_init(&entity->input,
			      slice_of(source->text, source->len),
			      &entity->map, &parse->problems) == 0;
	entity->input.number = ++parse->job->input_count;
	parse->problems.input = &parse->input;
	if (good) {
		xml_input_skip_declaration(&entity->input);
	}
	return good;
}

/* From now on the entity is an internal one, as far as libxml2 can see. */
static void make_internal(xmlEntity *declared, struct slice text,
			  xmlEntityType type)
{
	declared->etype = type;
	declared->content = xmlStrndup((const xmlChar *)text.ptr,
				       (int)text.len);
	declared->length = (int)text.len;
}

/* --- measuring -------------------------------------------------------------- */

/* What is known of a replacement text while it is walked through. */
struct measure {
	struct xml_parse *parse;
	struct xml_frame *frame;
	size_t depth;
};

static void measure(struct measure *m, struct xml_entity *entity,
		    xmlEntity *declared);

static void define_character(struct xml_entity *entity)
{
	uint32_t code = xml_name_code_point((const char *)entity->text.name);
	struct buf text;

	buf_init(&text);
	entity->unknown = code == 0;
	entity->failed = entity->unknown;
	if (code != 0) {
		buf_put_utf8(&text, code);
	}
	entity->size = text.len;
	set_text(entity, &text);
	buf_release(&text);
}

static void report_unknown(struct measure *m, const struct xml_entity *entity)
{
	const char *name = (const char *)entity->text.name;
	/* Looking for the name that was meant takes its time. */
	const char *near = m->parse->problems.count < 10
		? xml_name_nearest(name) : NULL;
	size_t offset = xml_frame_offset(m->parse, m->frame);

	offset -= offset > 0;
	if (near != NULL) {
		xml_parse_problem(m->parse, m->frame, offset,
				  "unknown entity '&%s;' (did you mean '&%s;'?)",
				  name, near);
	} else {
		xml_parse_problem(m->parse, m->frame, offset,
				  "unknown entity '&%s;' (for a plain '&' write "
				  "'&amp;')", name);
	}
}

static xmlEntity *declared_entity(const struct xml_frame *frame,
				  const xmlChar *name)
{
	return xmlSAX2GetEntity(frame->context, name);
}

/* The entity of this name, measured; NULL for one that is being measured. */
static struct xml_entity *measured(struct measure *m, const xmlChar *name)
{
	bool is_new;
	struct xml_entity *entity = find(m->parse, name, &is_new);

	if (is_new) {
		xmlEntity *declared = declared_entity(m->frame, name);

		if (declared == NULL) {
			define_character(entity);
		} else {
			measure(m, entity, declared);
		}
	}
	if (entity->unknown) {
		report_unknown(m, entity);
	} else if (entity->visiting) {
		xml_parse_problem(m->parse, m->frame,
				  xml_frame_offset(m->parse, m->frame),
				  "entity '&%s;' refers to itself", name);
		return NULL;
	}
	return entity;
}

static void add_size(struct measure *m, struct xml_entity *entity, size_t size)
{
	size_t most = m->parse->job->may_expand + 1;

	entity->size = size < most && entity->size + size < most
		? entity->size + size : most;
}

/* What XML does not allow is left to libxml2 to complain about. */
static void add_character(struct xml_entity *entity, const char *digits,
			  struct buf *text)
{
	bool hex = digits[0] == 'x';
	unsigned long code = strtoul(digits + hex, NULL, hex ? 16 : 10);

	if (code < 0x20 || (code >= 0xd800 && code < 0xe000) || code > 0xfffd) {
		entity->marked_up = true;
	} else {
		buf_put_utf8(text, (uint32_t)code);
	}
}

/* A reference '&...;' inside a replacement text; its length there. */
static size_t add_reference(struct measure *m, struct xml_entity *entity,
			    struct slice rest, struct buf *text)
{
	const char *end = memchr(rest.ptr, ';', rest.len < 1024 ? rest.len
								: 1024);
	size_t len = end != NULL ? (size_t)(end - rest.ptr) + 1 : 1;
	struct xml_entity *inner;
	char *name;

	if (len <= 2) {
		entity->marked_up = true;	/* let libxml2 complain */
		return 1;
	}
	name = mem_strndup(rest.ptr + 1, len - 2);
	if (name[0] == '#') {
		add_character(entity, name + 1, text);
		add_size(m, entity, 4);
	} else if ((inner = measured(m, (const xmlChar *)name)) == NULL) {
		entity->failed = true;
	} else {
		add_size(m, entity, inner->size);
		entity->marked_up |= inner->marked_up;
		entity->failed |= inner->failed;
		if (!entity->marked_up && !entity->failed) {
			buf_puts(text, (const char *)inner->text.content);
		}
	}
	free(name);
	return len;
}

static void measure_text(struct measure *m, struct xml_entity *entity,
			 struct slice content)
{
	struct buf text;
	size_t i = 0;

	buf_init(&text);
	while (i < content.len) {
		size_t run = i;

		while (run < content.len && content.ptr[run] != '&') {
			run++;
		}
		entity->marked_up |= memchr(content.ptr + i, '<', run - i) !=
				     NULL;
		if (!entity->marked_up) {
			buf_put(&text, content.ptr + i, run - i);
		}
		add_size(m, entity, run - i);
		i = run;
		if (i < content.len) {
			i += add_reference(m, entity,
					   slice_of(content.ptr + i,
						    content.len - i), &text);
		}
		entity->marked_up |= text.len > max_text;
	}
	if (!entity->marked_up) {
		set_text(entity, &text);
	}
	buf_release(&text);
}

/* The replacement text, read from its file first if need be. */
static bool get_content(struct measure *m, struct xml_entity *entity,
			xmlEntity *declared)
{
	if (declared->etype == XML_EXTERNAL_GENERAL_PARSED_ENTITY) {
		if (!load(m->parse, m->frame, entity, declared)) {
			return false;
		}
		make_internal(declared, entity->input.text,
			      XML_INTERNAL_GENERAL_ENTITY);
	}
	if (declared->content == NULL) {
		return true;
	}
	return xml_parse_check_tags(m->parse, slice_text(
			(const char *)declared->content));
}

static void measure(struct measure *m, struct xml_entity *entity,
		    xmlEntity *declared)
{
	if (m->depth >= XML_MAX_ENTITY_DEPTH) {
		xml_parse_problem(m->parse, m->frame,
				  xml_frame_offset(m->parse, m->frame),
				  "entity '&%s;' is nested more than %d deep",
				  declared->name, XML_MAX_ENTITY_DEPTH);
		entity->failed = true;
		return;
	}
	entity->visiting = true;
	m->depth++;
	if (!get_content(m, entity, declared)) {
		entity->failed = true;
	} else if (declared->etype == XML_INTERNAL_PREDEFINED_ENTITY) {
		entity->text.content = (xmlChar *)mem_strdup(
			(const char *)declared->content);
		entity->size = 1;
	} else if (declared->content != NULL) {
		measure_text(m, entity, slice_text(
				(const char *)declared->content));
	} else {
		entity->marked_up = true;	/* unparsed: not for us */
	}
	m->depth--;
	entity->visiting = false;
}

/* --- the hooks --------------------------------------------------------------- */

/* What libxml2 gets for an entity that it must not have: given nothing, it
 * would look the entity up itself. */
static xmlEntity *harmless(void)
{
	return xmlGetPredefinedEntity((const xmlChar *)"quot");
}

/* libxml2 looks up what it has just declared, to note in it how it was written;
 * it then stands after the '>', or has given up. */
static bool is_just_declared(const xmlParserCtxt *context)
{
	const xmlParserInput *input = context->input;

	return context->instate == XML_PARSER_EOF ||
	       (context->instate == XML_PARSER_ENTITY_VALUE &&
		input->cur > input->base && input->cur[-1] == '>');
}

/* Bytes of the text node that the expansion will be joined to: each joining
 * copies them. */
static size_t text_before(const xmlParserCtxt *context)
{
	const xmlNode *last = context->node != NULL ? context->node->last : NULL;

	return last != NULL && last->type == XML_TEXT_NODE &&
	       last->content != NULL ? strlen((const char *)last->content) : 0;
}

/*
 * libxml2 keeps the nodes that the first reference made and copies them for the
 * next: the copies come from where they are asked for. Nodes of a file keep
 * their own bytes.
 */
static void move_origins(struct xml_parse *parse, struct xml_frame *frame,
			 const struct xml_entity *entity, xmlEntity *declared)
{
	struct origin origin = { .source = NULL };
	struct span span;

	if (entity->external || declared->children == NULL) {
		return;
	}
	span = xml_frame_reference(parse, frame);
	xml_input_element(frame->at, span, span, &origin);
	for (xmlNode *node = declared->children; node != NULL;
	     node = node->next) {
		if (node->type == XML_ELEMENT_NODE) {
			node->_private = NULL;
			doc_set_origin(parse->job->doc, node, &origin);
		}
	}
}

static xmlEntity *hand_out(struct xml_parse *parse, struct xml_frame *frame,
			   struct xml_entity *entity, xmlEntity *declared)
{
	bool in_value = frame->context->instate == XML_PARSER_ATTRIBUTE_VALUE;

	if (declared == NULL) {
		entity->text.etype = in_value ? XML_INTERNAL_GENERAL_ENTITY
					      : XML_INTERNAL_PREDEFINED_ENTITY;
		return &entity->text;
	}
	if (in_value) {
		return declared;
	}
	if (!entity->marked_up) {
		entity->text.etype = XML_INTERNAL_PREDEFINED_ENTITY;
		return &entity->text;
	}
	parse->entity = entity;
	parse->marked_up = true;
	move_origins(parse, frame, entity, declared);
	return declared;
}

xmlEntity *xml_entity_get(void *data, const xmlChar *name)
{
	xmlParserCtxt *context = data;
	struct xml_parse *parse = context->_private;
	struct xml_frame *frame = xml_parse_frame(parse, context);
	struct measure m = { parse, frame, 0 };
	struct xml_entity *entity;
	size_t cost;

	if (is_just_declared(context)) {
		return xmlSAX2GetEntity(context, name);
	}
	if (frame == NULL) {
		return harmless();
	}
	entity = measured(&m, name);
	if (entity == NULL || entity->failed) {
		return harmless();
	}
	cost = entity->size;
	if (entity->marked_up) {
		cost += text_before(context);
	}
	/* What an entity's own text refers to is part of its size. */
	if (parse->frame_count == 1 &&
	    !xml_entity_spend(parse, frame, cost, (const char *)name)) {
		return harmless();
	}
	return hand_out(parse, frame, entity, declared_entity(frame, name));
}

static int load_parameter(struct xml_parse *parse, struct xml_frame *frame,
			  xmlEntity *declared)
{
	struct xml_entity *entity;
	char *key;
	bool is_new;
	int result;

	if (is_known_set(declared)) {
		make_internal(declared, slice_text(" "),
			      XML_INTERNAL_PARAMETER_ENTITY);
		return 0;
	}
	/* No general entity has a name that begins so. */
	key = mem_printf("%%%s", (const char *)declared->name);
	entity = find(parse, (const xmlChar *)key, &is_new);
	free(key);
	result = is_new && load(parse, frame, entity, declared) ? 0 : -1;
	if (result == 0) {
		make_internal(declared, entity->input.text,
			      XML_INTERNAL_PARAMETER_ENTITY);
	}
	return result;
}

/*
 * A reference between declarations is one that anything but their ends stands
 * before. Inside of them it is of use only to a DTD, which we do not read, and
 * makes their length unknown.
 */
static bool is_between_declarations(const xmlParserCtxt *context)
{
	const xmlParserInput *input = context->input;
	const xmlChar *p = input->cur;

	while (p > input->base && *p != '%') {
		p--;
	}
	while (p > input->base && is_space((char)p[-1])) {
		p--;
	}
	return p == input->base || strchr(">[];", (char)p[-1]) != NULL;
}

/* Why a parameter entity is not to be expanded here; NULL if it may be. */
static const char *objection(const xmlParserCtxt *context,
			     const xmlEntity *declared)
{
	struct slice text;

	if (declared == NULL) {
		return "unknown parameter entity";
	}
	if (context->instate != XML_PARSER_ENTITY_VALUE &&
	    !is_between_declarations(context)) {
		return "a parameter entity inside of a declaration";
	}
	text = slice_text(declared->content != NULL
			  ? (const char *)declared->content : "");
	return xml_scan_long_declaration(text, XML_MAX_DECLARATION) < text.len
		? "too long a declaration in" : NULL;
}

xmlEntity *xml_entity_get_parameter(void *data, const xmlChar *name)
{
	xmlParserCtxt *context = data;
	struct xml_parse *parse = context->_private;
	struct xml_frame *frame = xml_parse_frame(parse, context);
	xmlEntity *declared = xmlSAX2GetParameterEntity(context, name);
	const char *why;

	if (frame == NULL || is_just_declared(context)) {
		return frame != NULL ? declared : NULL;
	}
	if (declared != NULL &&
	    declared->etype == XML_EXTERNAL_PARAMETER_ENTITY &&
	    load_parameter(parse, frame, declared) != 0) {
		return NULL;
	}
	why = objection(context, declared);
	if (why != NULL) {
		xml_parse_problem(parse, frame, xml_frame_offset(parse, frame),
				  "%s '%%%s;'", why, name);
		return NULL;
	}
	return xml_entity_spend(parse, frame, 100 + (size_t)declared->length,
				(const char *)name) ? declared : NULL;
}
