/* SPDX-License-Identifier: ISC */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "diff/diff.h"

static void set(json_t *object, const char *name, const char *text)
{
	if (text != NULL) {
		json_object_set_new(object, name, json_string(text));
	}
}

static void set_number(json_t *object, const char *name, size_t value)
{
	json_object_set_new(object, name, json_integer((json_int_t)value));
}

/* To three digits: the same everywhere. */
static void set_share(json_t *object, const char *name, double value)
{
	if (value >= 0) {
		json_object_set_new(object, name,
				    json_real(floor(value * 1000 + 0.5) /
					      1000));
	}
}

static void set_place(json_t *object, const struct change_place *place)
{
	json_t *path = json_array();

	set(object, "file", place->file);
	if (place->line > 0) {
		set_number(object, "line", place->line);
		set_number(object, "end_line", place->end_line);
	}
	for (size_t i = 0; i < place->path_count; i++) {
		json_array_append_new(path, json_string(place->path[i]));
	}
	json_object_set_new(object, "path", path);
}

static void set_side(json_t *object, const char *name,
		     const struct change_place *place)
{
	json_t *side;

	if (place->file != NULL) {
		side = json_object();
		set_place(side, place);
		json_object_set_new(object, name, side);
	}
}

static void set_option(json_t *object, const struct unit *option)
{
	set(object, "use", option->use);
	set(object, "type", option->type);
	json_object_set_new(object, "expanded", json_boolean(option->expanded));
	set(object, "default", option->default_value);
}

static void set_landings(json_t *object, const struct change *change)
{
	json_t *list = json_array();

	for (size_t i = 0; i < change->landing_count; i++) {
		const struct change_landing *landing = &change->landings[i];
		json_t *item = json_object();

		set(item, "unit", landing->unit);
		set(item, "key", landing->key);
		set(item, "title", landing->title);
		set_place(item, &landing->place);
		set_share(item, "share", landing->share);
		json_array_append_new(list, item);
	}
	json_object_set_new(object, "to", list);
}

static void set_evidence(json_t *object, const struct change *change)
{
	json_t *list = json_array();

	for (size_t i = 0; i < change->evidence_count; i++) {
		const struct change_evidence *evidence = &change->evidence[i];
		json_t *item = json_object();

		set(item, "kind", evidence->kind);
		set(item, "name", evidence->name);
		if (strcmp(evidence->kind, "text") == 0) {
			set_share(item, "share", evidence->share);
		}
		set(item, "detail", evidence->detail);
		set(item, "file", evidence->file);
		if (evidence->line > 0) {
			set_number(item, "line", evidence->line);
		}
		json_array_append_new(list, item);
	}
	json_object_set_new(object, "evidence", list);
}

static json_t *block_json(const struct change_block *block)
{
	static const char *const names[] = {
		[RUN_SAME] = "same",
		[RUN_REMOVED] = "removed",
		[RUN_ADDED] = "added",
	};
	json_t *item = json_object();
	json_t *runs = json_array();

	set_number(item, "n", block->number);
	set(item, "state", block_state_name(block->state));
	set(item, "kind", block_kind_name(block->kind));
	if (block->link != 0) {
		set_number(item, "link", block->link);
	}
	if (block->old_line != 0) {
		set_number(item, "old_line", block->old_line);
		set_number(item, "old_end_line", block->old_end_line);
	}
	if (block->new_line != 0) {
		set_number(item, "new_line", block->new_line);
		set_number(item, "new_end_line", block->new_end_line);
	}
	for (size_t i = 0; i < block->run_count; i++) {
		json_t *run = json_array();

		json_array_append_new(run,
				      json_string(names[block->runs[i].state]));
		json_array_append_new(run, json_string(block->runs[i].text));
		json_array_append_new(runs, run);
	}
	json_object_set_new(item, "runs", runs);
	return item;
}

/* Those that are not the same. */
static void set_blocks(json_t *object, const struct change *change)
{
	json_t *list = json_array();

	for (size_t i = 0; i < change->block_count; i++) {
		if (change->blocks[i].state != BLOCK_SAME) {
			json_array_append_new(list,
					      block_json(&change->blocks[i]));
		}
	}
	json_object_set_new(object, "blocks", list);
}

static json_t *change_json(const struct change *change, bool full)
{
	json_t *item = json_object();

	set(item, "kind", change_kind_name(change->kind));
	set(item, "unit", change->unit);
	set(item, "key", change->key);
	set(item, "title", change->title);
	set_side(item, "old", &change->old_place);
	set_side(item, "new", &change->new_place);
	if (change->kind == CHANGE_PROMOTED) {
		set_landings(item, change);
		set_evidence(item, change);
	}
	set(item, "field", change->field);
	set(item, "from", change->from);
	set(item, "to_value", change->to_value);
	if (change->option != NULL) {
		set_option(item, change->option);
	}
	set_share(item, "similarity", change->similarity);
	if (change->words_added + change->words_removed > 0) {
		set_number(item, "words_added", change->words_added);
		set_number(item, "words_removed", change->words_removed);
	}
	if (full) {
		set_blocks(item, change);
	}
	return item;
}

/* --- files ---------------------------------------------------------------------------- */

static bool is_utf8(struct slice text)
{
	size_t i = 0;

	while (i < text.len) {
		utf8proc_int32_t code;
		utf8proc_ssize_t len = utf8proc_iterate(
			(const utf8proc_uint8_t *)text.ptr + i,
			(utf8proc_ssize_t)(text.len - i), &code);

		if (len <= 0) {
			return false;
		}
		i += (size_t)len;
	}
	return true;
}

static void put_base64(struct buf *out, struct slice bytes)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < bytes.len; i += 3) {
		size_t left = bytes.len - i;
		unsigned group = (unsigned)(unsigned char)bytes.ptr[i] << 16;

		if (left > 1) {
			group |= (unsigned)(unsigned char)bytes.ptr[i + 1] << 8;
		}
		if (left > 2) {
			group |= (unsigned)(unsigned char)bytes.ptr[i + 2];
		}
		buf_putc(out, digits[group >> 18]);
		buf_putc(out, digits[group >> 12 & 63]);
		buf_putc(out, left > 1 ? digits[group >> 6 & 63] : '=');
		buf_putc(out, left > 2 ? digits[group & 63] : '=');
	}
}

static json_t *hunk_json(const struct change_hunk *hunk)
{
	json_t *item = json_object();
	struct buf encoded;

	set_number(item, "old_start", hunk->old_start);
	set_number(item, "old_count", hunk->old_count);
	set_number(item, "new_start", hunk->new_start);
	set_number(item, "new_count", hunk->new_count);
	if (is_utf8(hunk->text)) {
		json_object_set_new(item, "text",
				    json_stringn(hunk->text.ptr,
						 hunk->text.len));
		return item;
	}
	buf_init(&encoded);
	put_base64(&encoded, hunk->text);
	json_object_set_new(item, "base64",
			    json_stringn(encoded.data, encoded.len));
	buf_release(&encoded);
	return item;
}

static json_t *file_json(const struct change_file *file)
{
	json_t *item = json_object();
	json_t *hunks = json_array();

	set(item, "old", file->old_path);
	set(item, "new", file->new_path);
	for (size_t i = 0; i < file->hunk_count; i++) {
		json_array_append_new(hunks, hunk_json(&file->hunks[i]));
	}
	json_object_set_new(item, "hunks", hunks);
	return item;
}

static int dump_to_buf(const char *bytes, size_t len, void *payload)
{
	buf_put(payload, bytes, len);
	return 0;
}

void change_tree_json(const struct change_tree *tree, bool full,
		      struct buf *out)
{
	json_t *root = json_object();
	json_t *summary = json_object();
	json_t *changes = json_array();
	json_t *files = json_array();

	set_number(root, "stet", 1);
	set(root, "old", tree->old_label);
	set(root, "new", tree->new_label);
	for (size_t i = 0; i < CHANGE_UNCHANGED; i++) {
		if (tree->counts[i] > 0) {
			set_number(summary,
				   change_kind_name((enum change_kind)i),
				   tree->counts[i]);
		}
	}
	json_object_set_new(root, "summary", summary);
	for (size_t i = 0; i < tree->count; i++) {
		json_array_append_new(changes,
				      change_json(&tree->changes[i], full));
	}
	json_object_set_new(root, "changes", changes);
	for (size_t i = 0; full && i < tree->file_count; i++) {
		json_array_append_new(files, file_json(&tree->files[i]));
	}
	if (full) {
		json_object_set(root, "files", files);
	}
	json_decref(files);
	json_dump_callback(root, dump_to_buf, out,
			   JSON_INDENT(1) | JSON_REAL_PRECISION(4));
	buf_putc(out, '\n');
	json_decref(root);
}
