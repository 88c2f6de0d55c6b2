/* SPDX-License-Identifier: ISC */
#include "diff/content.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/source.h"

static void set_lines(const struct block *block, size_t *first, size_t *last)
{
	struct source *source;

	if (!block_lines(block, &source, first, last)) {
		*first = 0;
		*last = 0;
	}
}

static struct change_block *add_block(struct content_maker *m, struct content *content,
				      const struct aligned *row,
				      enum block_state state)
{
	struct compare *compare = m->compare;
	struct change_block *out;

	MEM_GROW(content->blocks, content->count, content->capacity);
	out = &content->blocks[content->count++];
	*out = (struct change_block){ .state = state,
				      .number = ++compare->next_number };
	if (row == NULL) {
		return out;
	}
	if (row->old_block != NO_BLOCK) {
		const struct block *block =
			&compare->old_side.blocks[row->old_block];

		out->kind = block->kind;
		out->depth = block->depth;
		out->old_node = block->node;
		set_lines(block, &out->old_line, &out->old_end_line);
		compare->old_numbers[row->old_block] = (uint32_t)out->number;
	}
	if (row->new_block != NO_BLOCK) {
		const struct block *block =
			&compare->new_side.blocks[row->new_block];

		out->kind = block->kind;
		out->depth = block->depth;
		out->new_node = block->node;
		set_lines(block, &out->new_line, &out->new_end_line);
		compare->new_numbers[row->new_block] = (uint32_t)out->number;
	}
	return out;
}

/* Texts of files may hold anything; those of trees are XML already. */
static void clean_runs(struct words_changed *words)
{
	for (size_t i = 0; i < words->count; i++) {
		char *clean = clean_dup(words->runs[i].text);

		free(words->runs[i].text);
		words->runs[i].text = clean;
	}
}

static void take_runs(struct content *content, struct change_block *block,
		      struct words_changed *words, bool counts)
{
	clean_runs(words);
	block->runs = words->runs;
	block->run_count = words->count;
	if (counts) {
		content->added += words->added;
		content->removed += words->removed;
	}
}

static void split_block(const struct side *side, uint32_t number,
			struct word_list *out)
{
	const struct block *block = &side->blocks[number];

	words_clear(out);
	words_split(block_text(side, block), block->kind == BLOCK_CODE, out);
}

/* The text with single blanks, as words put together would have it. */
static char *one_line_dup(struct slice text)
{
	struct buf line;

	buf_init(&line);
	buf_reserve(&line, text.len);
	for (size_t i = 0; i < text.len;) {
		size_t start = i;

		while (i < text.len && !is_space(text.ptr[i])) {
			i++;
		}
		buf_put(&line, text.ptr + start, i - start);
		while (i < text.len && is_space(text.ptr[i])) {
			i++;
		}
		if (i < text.len && line.len > 0) {
			buf_putc(&line, ' ');
		}
	}
	return buf_detach(&line, NULL);
}

/* Running text that is the same on both sides: words need not be looked for. */
static void put_same(struct content_maker *m, struct content *content,
		     const struct aligned *row, struct slice text)
{
	struct change_block *block = add_block(m, content, row, BLOCK_SAME);
	struct words_changed words = { 0 };

	MEM_GROW(words.runs, words.count, words.capacity);
	words.runs[words.count++] = (struct change_run){
		.state = RUN_SAME,
		.text = one_line_dup(text),
	};
	take_runs(content, block, &words, false);
}

/* A block that stands on one side, or is the same on both. */
static void put_whole(struct content_maker *m, struct content *content,
		      const struct aligned *row, enum block_state state)
{
	static const enum run_state run_states[] = {
		[BLOCK_ADDED] = RUN_ADDED,
		[BLOCK_REMOVED] = RUN_REMOVED,
		[BLOCK_MOVED_FROM] = RUN_REMOVED,
		[BLOCK_MOVED_TO] = RUN_ADDED,
		[BLOCK_REFLOWED] = RUN_SAME,
	};
	bool is_new = row->new_block != NO_BLOCK;
	struct change_block *block = add_block(m, content, row, state);
	struct words_changed words = { 0 };

	split_block(is_new ? &m->compare->new_side : &m->compare->old_side,
		    is_new ? row->new_block : row->old_block, &m->new_words);
	words_whole(&m->new_words, run_states[state], &words);
	take_runs(content, block, &words,
		  state == BLOCK_ADDED || state == BLOCK_REMOVED);
}

static uint32_t words_of(const struct side *side, uint32_t block)
{
	return block != NO_BLOCK ? side->blocks[block].words : 0;
}

/* On one side only: taken away, put in, or carried to or from elsewhere. */
static void put_single(struct content_maker *m, struct content *content,
		       const struct aligned *row)
{
	const struct compare *compare = m->compare;
	bool is_new = row->new_block != NO_BLOCK;
	const struct block *block = is_new ?
		&compare->new_side.blocks[row->new_block] :
		&compare->old_side.blocks[row->old_block];

	if (is_new) {
		put_whole(m, content, row,
			  block->carried ? BLOCK_MOVED_TO : BLOCK_ADDED);
	} else {
		put_whole(m, content, row,
			  block->carried ? BLOCK_MOVED_FROM : BLOCK_REMOVED);
	}
	if (block->carried) {
		content->blocks[content->count - 1].link =
			(size_t)block->match + 1;
	}
	content->edited = true;
}

static void runs_free(struct words_changed *words)
{
	for (size_t i = 0; i < words->count; i++) {
		free(words->runs[i].text);
	}
	free(words->runs);
}

/* Two versions: by words, unless too little is left of the old one. */
static void put_versions(struct content_maker *m, struct content *content,
			 const struct aligned *row)
{
	const struct compare *compare = m->compare;
	bool code = compare->new_side.blocks[row->new_block].kind == BLOCK_CODE;
	struct words_changed words = { 0 };
	double same;

	split_block(&compare->old_side, row->old_block, &m->old_words);
	split_block(&compare->new_side, row->new_block, &m->new_words);
	same = words_diff(&m->old_words, &m->new_words, code, &words);
	content->edited = true;
	if (same < WORDS_ALIKE) {
		struct aligned old_row = { row->old_block, NO_BLOCK };
		struct aligned new_row = { NO_BLOCK, row->new_block };

		runs_free(&words);
		put_whole(m, content, &old_row, BLOCK_REMOVED);
		put_whole(m, content, &new_row, BLOCK_ADDED);
		return;
	}
	take_runs(content, add_block(m, content, row, BLOCK_CHANGED), &words,
		  true);
}

void content_put_row(struct content_maker *m, struct content *content,
		     const struct aligned *row)
{
	enum row_state state = compare_row(m->compare, row);

	content->total += words_of(&m->compare->old_side, row->old_block) +
			  words_of(&m->compare->new_side, row->new_block);
	if (state == ROW_SAME) {
		const struct block *block =
			&m->compare->new_side.blocks[row->new_block];

		if (block->kind != BLOCK_CODE && block->words > 0) {
			put_same(m, content, row,
				 block_text(&m->compare->new_side, block));
		} else {
			put_whole(m, content, row, BLOCK_SAME);
		}
	} else if (state == ROW_MARKUP) {
		put_whole(m, content, row, BLOCK_MARKUP);
		content->markup = true;
	} else if (state == ROW_REFLOWED) {
		put_whole(m, content, row, BLOCK_REFLOWED);
		content->reflowed = true;
	} else if (row->old_block == NO_BLOCK || row->new_block == NO_BLOCK) {
		put_single(m, content, row);
	} else {
		put_versions(m, content, row);
	}
}

void content_put_leftover(struct content_maker *m, struct content *content,
			  const struct leftover *left)
{
	struct change_block *block = add_block(
		m, content, NULL,
		left->old_line == 0 ? BLOCK_ADDED :
		left->new_line == 0 ? BLOCK_REMOVED : BLOCK_CHANGED);
	struct words_changed words = { 0 };

	block->kind = BLOCK_SOURCE;
	block->old_line = left->old_line;
	block->old_end_line = left->old_end_line;
	block->new_line = left->new_line;
	block->new_end_line = left->new_end_line;
	words_clear(&m->old_words);
	words_clear(&m->new_words);
	words_split(slice_text(left->old_text), true, &m->old_words);
	words_split(slice_text(left->new_text), true, &m->new_words);
	words_diff(&m->old_words, &m->new_words, true, &words);
	take_runs(content, block, &words, true);
	content->source = true;
}

void content_release(struct content *content)
{
	for (size_t i = 0; i < content->count; i++) {
		for (size_t n = 0; n < content->blocks[i].run_count; n++) {
			free(content->blocks[i].runs[n].text);
		}
		free(content->blocks[i].runs);
	}
	free(content->blocks);
	*content = (struct content){ 0 };
}
