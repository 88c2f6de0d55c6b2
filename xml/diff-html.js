// SPDX-License-Identifier: ISC
// Keys and memory for a report of changes; without it nothing is missing to read.
(function () {
	"use strict";
	var root = document.documentElement;

	// A page opened from a file may not be allowed to remember anything.
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
			// then it holds for this page only
		}
	}

	// Before the page is drawn, so that it does not change before one's eyes.
	if (recall("stet-theme") !== null) {
		root.dataset.theme = recall("stet-theme");
	}

	function isDark() {
		return root.dataset.theme ? root.dataset.theme === "dark" :
			matchMedia("(prefers-color-scheme: dark)").matches;
	}

	function addButton(name, label, act) {
		var button = document.createElement("button");
		button.className = name;
		button.type = "button";
		function show() {
			button.textContent = typeof label === "string" ? label : label();
		}
		button.addEventListener("click", function () {
			act();
			show();
		});
		show();
		document.querySelector(".bar").append(button);
	}

	// Views and filters are remembered by the id of their element.
	function rememberInputs() {
		var inputs = document.querySelectorAll(".controls input");
		inputs.forEach(function (input) {
			var saved = recall("stet-diff-" + input.id);
			if (saved !== null) {
				input.checked = saved === "yes";
			}
		});
		document.addEventListener("change", function () {
			inputs.forEach(function (input) {
				remember("stet-diff-" + input.id, input.checked ? "yes" : "no");
			});
		});
	}

	var here = null;

	function changes() {
		return Array.prototype.filter.call(
			document.querySelectorAll("article.change, section.unit[id]"),
			function (change) {
				return change.dataset.kind !== "unchanged" &&
					change.getClientRects().length > 0;
			});
	}

	function select(change) {
		if (here) {
			here.classList.remove("here");
		}
		here = change;
		here.classList.add("here");
		here.scrollIntoView({ block: "start" });
		try {
			history.replaceState(null, "", "#" + encodeURIComponent(here.id));
		} catch (error) {
			// an address that may not be changed
		}
	}

	// The next change down the page, or up; from the selected one, if it is in
	// sight, else from what is at the top.
	function step(by) {
		var all = changes();
		var at = here ? all.indexOf(here) : -1;
		if (at < 0) {
			at = all.findIndex(function (change) {
				return change.getBoundingClientRect().bottom > 64;
			});
			at = by > 0 ? at - 1 : at;
		}
		at = Math.max(0, Math.min(all.length - 1, at + by));
		if (all[at]) {
			select(all[at]);
		}
	}

	function toggle(all) {
		var details = all ? document.querySelectorAll(".change > details") :
			(here || document).querySelectorAll(".change > details, :scope > details");
		var open = details.length > 0 && details[0].open;
		for (var i = 0; i < (all ? details.length : Math.min(1, details.length)); i++) {
			details[i].open = !open;
		}
	}

	function switchView() {
		var side = document.getElementById("view-side");
		var inline = document.getElementById("view-inline");
		if (side && inline) {
			(side.checked ? inline : side).click();
		}
	}

	// What a link leads to may be in something closed.
	function openTarget() {
		var id = decodeURIComponent(location.hash.slice(1));
		var target = id && document.getElementById(id);
		var closed = target;
		while (closed) {
			if (closed.tagName === "DETAILS") {
				closed.open = true;
			}
			closed = closed.parentElement;
		}
		if (target) {
			var change = target.closest("article.change");
			if (change && change !== here) {
				if (here) {
					here.classList.remove("here");
				}
				here = change;
				here.classList.add("here");
			}
			target.scrollIntoView({ block: "start" });
		}
	}

	var keys = [
		["j", "next change", function () { step(1); }],
		["k", "previous change", function () { step(-1); }],
		["o", "open or close it", function () { toggle(false); }],
		["O", "open or close all", function () { toggle(true); }],
		["s", "inline, or side by side", switchView],
		["?", "this help", function () { showHelp(); }]
	];
	var help = null;

	function makeHelp() {
		var title = document.createElement("h2");
		var list = document.createElement("dl");
		var close = document.createElement("button");
		help = document.createElement("dialog");
		title.id = "help.title";
		title.textContent = "Keys";
		help.setAttribute("aria-labelledby", title.id);
		keys.forEach(function (key) {
			var term = document.createElement("dt");
			var what = document.createElement("dd");
			var cap = document.createElement("kbd");
			cap.textContent = key[0];
			term.append(cap);
			what.textContent = key[1];
			list.append(term, what);
		});
		close.type = "button";
		close.textContent = "Close";
		close.addEventListener("click", function () {
			help.close();
		});
		help.append(title, list, close);
		document.body.append(help);
	}

	function showHelp() {
		if (!help) {
			makeHelp();
		}
		if (help.open) {
			help.close();
		} else {
			help.showModal();
		}
	}

	function onKey(event) {
		var typing = event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select");
		if (event.ctrlKey || event.altKey || event.metaKey || typing) {
			return;
		}
		keys.forEach(function (key) {
			if (key[0] === event.key && (!help || !help.open || key[0] === "?")) {
				event.preventDefault();
				key[2]();
			}
		});
	}

	document.addEventListener("DOMContentLoaded", function () {
		rememberInputs();
		addButton("previous", "Previous", function () { step(-1); });
		addButton("next", "Next", function () { step(1); });
		addButton("keys", "Keys", function () { showHelp(); });
		addButton("theme", function () {
			return isDark() ? "Light" : "Dark";
		}, function () {
			root.dataset.theme = isDark() ? "light" : "dark";
			remember("stet-theme", root.dataset.theme);
		});
		document.addEventListener("keydown", onKey);
		window.addEventListener("hashchange", openTarget);
		window.addEventListener("beforeprint", function () {
			document.querySelectorAll(".change > details").forEach(function (one) {
				one.open = true;
			});
		});
		if (location.hash) {
			openTarget();
		}
	});
}());
