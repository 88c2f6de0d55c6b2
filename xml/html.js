// SPDX-License-Identifier: ISC
// What pages can do with a script; without it they lack nothing to read.
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
	if (recall("stet-side") === "no") {
		root.classList.add("no-side");
	}

	function isDark() {
		return root.dataset.theme ? root.dataset.theme === "dark" :
			matchMedia("(prefers-color-scheme: dark)").matches;
	}

	function addButton(name, label, act) {
		var button = document.createElement("button");
		button.type = "button";
		button.className = name;
		button.addEventListener("click", function () {
			act();
			show();
		});
		function show() {
			button.textContent = label();
		}
		show();
		document.querySelector(".bar").append(button);
	}

	document.addEventListener("DOMContentLoaded", function () {
		var side = document.querySelector(".side");
		var here = side && side.querySelector("[aria-current]");

		if (side) {
			addButton("fold", function () {
				return root.classList.contains("no-side") ?
					"Show contents" : "Hide contents";
			}, function () {
				var hidden = root.classList.toggle("no-side");
				remember("stet-side", hidden ? "no" : "yes");
			});
		}
		addButton("theme", function () {
			return isDark() ? "Light" : "Dark";
		}, function () {
			root.dataset.theme = isDark() ? "light" : "dark";
			remember("stet-theme", root.dataset.theme);
		});
		if (here) {
			side.scrollTop = here.offsetTop - side.clientHeight / 3;
		}
	});
}());
