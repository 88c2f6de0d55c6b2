// SPDX-License-Identifier: ISC
// What pages can do with a script; without it they lack nothing to read.
(() => {
	"use strict";
	const root = document.documentElement;
	const narrow = matchMedia("(max-width: 60rem)");
	const dark = matchMedia("(prefers-color-scheme: dark)");
	let side, box, results;

	const on = (node, type, act) => node.addEventListener(type, act);
	const all = (selector, top) => [...(top || document).querySelectorAll(selector)];
	const has = name => root.classList.contains(name);

	function make(name, attributes, ...content) {
		const node = document.createElement(name);
		for (const key in attributes) {
			node.setAttribute(key, attributes[key]);
		}
		node.append(...content);
		return node;
	}

	function makeButton(name, label, act) {
		const button = make("button", { type: "button", class: name }, label);
		on(button, "click", act);
		return button;
	}

	// A page opened from a file may not be allowed to remember anything: then what
	// is chosen holds for this page only.
	function recall(key) {
		try {
			return localStorage.getItem(key);
		} catch (error) {
			return null;
		}
	}

	function remember(key, value) {
		try {
			localStorage.setItem(key, value);
		} catch (error) {
			return;
		}
	}

	// Before the page is drawn, so that it does not change before one's eyes.
	root.classList.add("js");
	if (recall("stet-theme")) {
		root.dataset.theme = recall("stet-theme");
	}
	if (recall("stet-side")) {
		root.classList.add("no-side");
	}

	// ----- light and dark: the system's choice, until the reader's differs

	function addTheme(bar) {
		const system = () => dark.matches ? "dark" : "light";
		const now = () => root.dataset.theme || system();
		const show = () => button.setAttribute("aria-label",
			now() === "dark" ? "Light colours" : "Dark colours");
		const button = makeButton("theme", "", () => {
			const next = now() === "dark" ? "light" : "dark";
			root.dataset.theme = next;
			remember("stet-theme", next === system() ? "" : next);
			show();
		});
		on(dark, "change", show);
		show();
		bar.append(button);
	}

	// ----- contents: beside the text, or over it on a small screen

	function addContents(menu) {
		const close = side.querySelector(".close");
		function show() {
			menu.setAttribute("aria-expanded",
				narrow.matches ? has("drawer") : !has("no-side"));
		}
		function setDrawer(open) {
			root.classList.toggle("drawer", open);
			(open ? side.querySelector("[aria-current]") || close : menu).focus();
			show();
		}
		function toggle(event) {
			event.preventDefault();
			if (narrow.matches) {
				setDrawer(!has("drawer"));
			} else {
				remember("stet-side", root.classList.toggle("no-side") ? "no" : "");
				show();
			}
		}
		menu.setAttribute("role", "button");
		on(menu, "click", toggle);
		on(menu, "keydown", event => event.key === " " && toggle(event));
		on(narrow, "change", show);
		on(close, "click", event => {
			event.preventDefault();
			setDrawer(false);
		});
		on(document, "click", ({ target }) => {
			if (has("drawer") && !menu.contains(target) &&
				(!side.contains(target) || target.closest("a"))) {
				root.classList.remove("drawer");
				show();
			}
		});
		on(document, "keydown", event => {
			if (event.key === "Escape" && has("drawer")) {
				setDrawer(false);
			}
		});
		show();
	}

	// ----- what is on this page, and where in it the reader is

	const hashOf = heading => heading.querySelector(".self").hash;

	// Without what is for the eye: links to itself, marks and numbers of lines.
	function contentOf(node) {
		const copy = node.cloneNode(true);
		all(".self, .edit, .co, .line", copy).forEach(part => part.remove());
		return copy.textContent.trim();
	}

	const textOf = node => contentOf(node).replace(/\s+/g, " ");

	function addLocal(headings) {
		const items = headings.filter(node =>
			node.tagName < "H4" || node.closest(".option")).map(node => {
			const option = node.closest(".option");
			const text = textOf(node);
			return make("li", { class: option || node.tagName > "H2" ? "inner" : "" },
				make("a", { href: hashOf(node) },
					option ? make("code", {}, text) : text));
		});
		if (items.length > 1) {
			document.querySelector(".page").append(
				make("nav", { class: "local", "aria-label": "On this page" },
					make("p", {}, "On this page"), make("ol", {}, ...items)));
		}
	}

	// Brings a link in sight without moving the page.
	function reveal(link) {
		const frame = link.closest("nav");
		const place = link.getBoundingClientRect();
		const { top, bottom, height } = frame.getBoundingClientRect();
		if (place.top < top + 40 || place.bottom > bottom - 40) {
			frame.scrollTop += place.top - top - height / 3;
		}
	}

	// Marks the last heading above the upper part of the window in a list of links.
	function addSpy(headings, list) {
		const links = new Map(all("a", list).filter(link =>
			link.pathname === location.pathname && link.hash)
			.map(link => [link.hash, link]));
		const places = headings.filter(node => links.has(hashOf(node)));
		let marked, waiting;
		function mark() {
			let low = 0, high = places.length;
			waiting = false;
			while (low < high) {
				const middle = (low + high) >> 1;
				if (places[middle].getBoundingClientRect().top < 120) {
					low = middle + 1;
				} else {
					high = middle;
				}
			}
			const now = low ? links.get(hashOf(places[low - 1])) : null;
			if (now !== marked) {
				marked && marked.removeAttribute("aria-current");
				now && now.setAttribute("aria-current", "location");
				now && reveal(now);
				marked = now;
			}
		}
		on(window, "scroll", () => {
			waiting = waiting || requestAnimationFrame(mark);
		});
		mark();
	}

	// ----- blocks: copied, and scrolled by keys where they are wide

	function addCopy(pre) {
		const frame = make("div", { class: "block" });
		const button = makeButton("copy", "Copy", () => {
			navigator.clipboard.writeText(contentOf(pre)).then(
				() => "Copied", () => "Not allowed").then(answer => {
				button.textContent = answer;
				setTimeout(() => button.textContent = "Copy", 1500);
			});
		});
		pre.replaceWith(frame);
		frame.append(pre, button);
	}

	function markWide() {
		all("pre, .scroll").forEach(node => {
			node.tabIndex = node.scrollWidth > node.clientWidth ? 0 : -1;
		});
	}

	// ----- what is new

	// All but what is revised, what that is in, and the headings above it.
	function markOld(top, revised) {
		let head;
		for (const node of top.children) {
			const kept = revised.has(node);
			if (!/^H\d$/.test(node.tagName) && !node.matches(".crumbs, .titlepage")) {
				node.classList.toggle("old", !kept);
			}
			if (node.matches(".option, dt")) {
				head = node;
			}
			if (kept) {
				head && head.classList.remove("old");
				node.dataset.revision || markOld(node, revised);
			}
		}
	}

	function addChanges(main) {
		const places = all("[data-revision]", main).filter(node =>
			!node.parentNode.closest("[data-revision]"));
		const revised = new Set();
		let at = 0;
		for (let node of places) {
			for (; node !== main; node = node.parentNode) {
				revised.add(node);
			}
		}
		if (!places.length) {
			return;
		}
		markOld(main, revised);
		const only = makeButton("only", "Show only what is new", () =>
			only.setAttribute("aria-pressed", root.classList.toggle("only-new")));
		only.setAttribute("aria-pressed", false);
		main.querySelector("h1").after(make("p", { class: "changes" },
			make("span", {}, places.length +
				(places.length > 1 ? " changes" : " change") + " on this page"),
			only, makeButton("step", "Next change", () =>
				places[at++ % places.length].scrollIntoView({ block: "center" }))));
	}

	// ----- search
	// An entry: kind, page, anchor, level, number, name, use, type, initial, text,
	// as in search.js; key and low: name and text to compare with; above: what it
	// is in.

	const fold = name => name.toLowerCase().replace(/^[-$]+/, "")
		.replace(/[\s_-]+/g, " ").trim();
	const split = text => text.toLowerCase().split(/\s+/);

	function unpack({ words, text }) {
		const list = words.split("\n");
		let last = "";
		return text.replace(/[\u0080-\u07ff\ue000-\uf8ff]/g, letter => {
			const code = letter.charCodeAt(0);
			return list[code < 0x800 ? code - 0x80 : code - 0xe000 + 0x780];
		}).split("\n").slice(0, -1).map(line => {
			const [kind, page, anchor, level, number, name, use, type, initial,
				text] = line.split("\t");
			last = page || last;
			return { kind, page: last, anchor, level: +level, number, name, use,
				type, initial, text };
		});
	}

	// The same from a document of one page.
	function readPage() {
		const list = [];
		const walk = document.createTreeWalker(document.querySelector("main"), 5);
		let entry, above, node;
		function start(kind, anchor, more) {
			entry = { kind, page: "", anchor, number: "", name: textOf(node),
				level: +node.tagName[1], text: "", ...more };
			list.push(entry);
		}
		while ((node = walk.nextNode())) {
			const self = node.nodeType === 1 && node.querySelector(":scope > .self");
			if (node.nodeType === 3) {
				entry = entry && entry.list && !entry.list.contains(node) ? above : entry;
				if (entry && !node.parentNode.closest("nav, dt, .option, button, " +
					"h1, h2, h3, h4, h5, h6")) {
					entry.text += node.data.replace(/\s+/g, " ");
				}
			} else if (self && node.tagName === "DT") {
				start({ variable: "v", cmdline: "c" }[node.id.split("-")[0]] || "e",
					node.id, { list: node.parentNode });
			} else if (self) {
				const [use, type, initial] = all(".option > :first-child + dl dd",
					node.parentNode.parentNode).filter(value =>
					node.parentNode.contains(value)).map(textOf);
				start(type ? "o" : list.length ? "s" : "p", self.hash.slice(1),
					{ use, type, initial });
				above = entry;
			}
		}
		return list;
	}

	function prepare(list) {
		let above = [];
		for (const entry of list) {
			entry.key = fold(entry.name);
			entry.low = entry.text.toLowerCase();
			if (/[ps]/.test(entry.kind)) {
				above = above.slice(0, entry.level);
				entry.above = above.slice(1);
				above[entry.level] = entry;
			} else {
				entry.above = above.slice(1);
			}
		}
		return list;
	}

	let entries;
	const waiting = [];

	function load(act) {
		function ready() {
			entries = prepare(window.stetIndex ? unpack(window.stetIndex) : readPage());
			waiting.forEach(act => act());
		}
		if (entries) {
			act();
		} else if (waiting.push(act) === 1) {
			if (box.form.hasAttribute("action")) {
				const script = make("script", { src: "search.js" });
				script.onload = ready;
				document.head.append(script);
			} else {
				ready();
			}
		}
	}

	// How many letters are wrong, missing, too many or exchanged in what was typed
	// of the name, up to a limit.
	function distance(typed, name, most) {
		let before, last, row = [...name, 0].map((letter, j) => j), least;
		for (let i = 1; i <= typed.length; i++) {
			[before, last, row] = [last, row, [i]];
			for (let j = 1; j <= name.length; j++) {
				row[j] = Math.min(last[j] + 1, row[j - 1] + 1,
					last[j - 1] + (typed[i - 1] !== name[j - 1]));
				if (i > 1 && j > 1 && typed[i - 1] === name[j - 2] &&
					typed[i - 2] === name[j - 1]) {
					row[j] = Math.min(row[j], before[j - 2] + 1);
				}
			}
			least = Math.min(...row);
			if (least > most) {
				return least;
			}
		}
		return Math.min(row[name.length], least + 0.5);
	}

	const kinds = { o: "option", v: "variable", c: "command line", p: "chapter",
		s: "section", e: "entry" };
	const weight = { o: 5, v: 4, c: 4, p: 3, s: 2, e: 0 };
	const kindOf = text => ({ $: "v", "-": "c" })[text[0]];

	function scoreName({ key }, typed, words) {
		const spaced = " " + key;
		return key === typed ? 100 :
			key.startsWith(typed) ? 80 - Math.min(20, key.length - typed.length) / 2 :
			spaced.includes(" " + typed) ? 60 :
			words.every(word => spaced.includes(" " + word)) ? 50 :
			typed.length > 2 && key.includes(typed) ? 40 : 0;
	}

	function rank(most, score) {
		return entries.map(entry => [score(entry), entry])
			.filter(([points]) => points)
			.map(([points, entry]) => [points + weight[entry.kind], entry])
			.sort((a, b) => b[0] - a[0]).slice(0, most).map(found => found[1]);
	}

	function search(text) {
		const typed = fold(text);
		const words = split(text);
		const most = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
		if (!typed) {
			return [];
		}
		let names = rank(12, entry => {
			const points = scoreName(entry, typed, typed.split(" "));
			return points && points + (entry.kind === kindOf(text) ? 10 : 0);
		});
		if (!names.length) {
			names = rank(12, entry => {
				const wrong = /[ovc]/.test(entry.kind) ?
					distance(typed, entry.key, most) : 9;
				return wrong <= most ? 30 - 10 * wrong : 0;
			});
		}
		return names.concat(typed.length < 2 ? [] : rank(20, entry => {
			const counts = words.map(word => entry.low.split(word).length - 1);
			return names.includes(entry) || counts.includes(0) ? 0 :
				Math.min(15, ...counts) + (entry.low.includes(text.toLowerCase()) ? 15 : 5);
		}));
	}

	const address = entry => entry.page + "#" + encodeURIComponent(entry.anchor);
	const titleOf = entry => (entry.number ? entry.number + " " : "") + entry.name;

	// What is said around the words, these marked.
	function excerpt({ text, low }, typed) {
		const words = split(typed);
		const at = Math.max(low.indexOf(typed.toLowerCase()), 0) ||
			low.indexOf(words[0]);
		const from = at < 60 ? 0 : text.indexOf(" ", at - 50) + 1;
		const pattern = words.map(word => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|");
		return make("span", { class: "excerpt" }, from ? "… " : "",
			...text.slice(from, from + 200).split(new RegExp(`(${pattern})`, "iu"))
				.map((part, i) => i % 2 ? make("mark", {}, part) : part));
	}

	function makeResult(entry, typed) {
		const line = (name, text) => text ? make("span", { class: name }, text) : "";
		return make("li", {}, make("a", { href: address(entry) },
			line("what", /[ovc]/.test(entry.kind) ?
				make("code", {}, entry.name) : titleOf(entry)),
			line("kind", kinds[entry.kind] + (entry.use ? " · " + entry.use : "")),
			line("where", entry.above.map(titleOf).join(" › ")),
			line("where", entry.type &&
				`Type: ${entry.type} · Default: ${entry.initial}`),
			entry.text ? excerpt(entry, typed) : ""));
	}

	function show() {
		const typed = box.value.trim();
		const found = search(typed);
		const [status, list] = results.children;
		status.textContent = !found.length ? "Nothing found" :
			found.length > 1 ? found.length + " places" : "1 place";
		list.replaceChildren(...found.map(entry => makeResult(entry, typed)));
		results.scrollTop = 0;
		results.hidden = !typed;
	}

	// Goes to the one entry of the anchor or name asked for in the address; shows
	// what there is like it, if it is not just one.
	function land() {
		let asked = location.hash.slice(1);
		try {
			asked = decodeURIComponent(asked);
		} catch (error) {
			// as it is
		}
		if (asked && document.getElementById(asked)) {
			return;
		}
		asked = asked || new URLSearchParams(location.search).get("q");
		asked && load(() => {
			const named = entries.filter(entry => entry.key === fold(asked));
			const same = [entry => entry.anchor === asked].concat(
				["ovc", "ps", "e"].map(letters => entry => named.includes(entry) &&
					(kindOf(asked) || letters).includes(entry.kind)))
				.map(test => entries.filter(test)).find(list => list.length) || [];
			if (same.length === 1) {
				location.replace(address(same[0]));
			} else if (location.search || search(asked).length) {
				box.value = asked;
				show();
				box.focus();
			}
		});
	}

	function move(event) {
		const links = all("a", results);
		const at = links.indexOf(document.activeElement);
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (event.key === "Escape") {
			event.preventDefault();
			if (results.hidden) {
				box.blur();
			} else {
				box.focus();
				results.hidden = true;
			}
		} else if (step && !results.hidden) {
			event.preventDefault();
			(links[Math.min(at + step, links.length - 1)] || box).focus();
		} else if (at >= 0 && event.key.length === 1) {
			box.focus();
		}
	}

	function addSearch() {
		const form = box.form;
		results = make("div", { class: "results", role: "region",
			"aria-label": "Search results", hidden: "" },
		make("p", { role: "status" }), make("ol"));
		form.append(results);
		on(box, "focus", () => load(() => box.value && results.hidden && show()));
		on(box, "input", () => load(show));
		on(form, "keydown", move);
		on(form, "submit", event => {
			event.preventDefault();
			load(() => {
				show();
				(results.querySelector("a") || box).click();
			});
		});
		on(document, "click", ({ target }) => {
			if (!form.contains(target) || target.closest(".results a")) {
				results.hidden = true;
			}
		});
		on(form, "focusout", ({ relatedTarget }) => {
			if (relatedTarget && !form.contains(relatedTarget)) {
				results.hidden = true;
			}
		});
		on(document, "keydown", event => {
			if (event.key === "/" && !event.ctrlKey && !event.metaKey &&
				event.target.tagName !== "INPUT") {
				event.preventDefault();
				box.focus();
				box.select();
			}
		});
		on(window, "hashchange", land);
	}

	on(document, "DOMContentLoaded", () => {
		const bar = document.querySelector(".bar");
		const menu = bar.querySelector(".menu");
		const headings = all("main .self").map(link => link.parentNode)
			.filter(node => /^H[2-6]$/.test(node.tagName));
		side = document.querySelector(".side");
		box = bar.querySelector("input");
		addTheme(bar);
		addLocal(headings);
		if (menu) {
			addContents(menu);
			all("[aria-current]", side).forEach(reveal);
		}
		all(".side, .local").forEach(list => addSpy(headings, list));
		all("pre.code").forEach(addCopy);
		addChanges(document.querySelector("main"));
		markWide();
		on(window, "resize", markWide);
		addSearch();
		land();
	});
})();
