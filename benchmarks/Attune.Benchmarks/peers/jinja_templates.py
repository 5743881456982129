"""Renders chat templates with Jinja2 in the sandbox of transformers, compiled once, as often as asked for.

Reads "index seconds" per line: renders all contexts of that template, again and again for about that time, and answers
{"renders": ..., "seconds": ...}. The first line it writes holds the outputs of every template's contexts, null where
Jinja2 fails; those contexts are not timed.
"""

import datetime as clock
import json
import sys
import time

import jinja2
import transformers
import transformers.utils.chat_template_utils as chat

given = json.load(open("templates.json", encoding="utf-8"))
fixed = clock.datetime.fromisoformat(given["now"])


class FixedClock(clock.datetime):
    @classmethod
    def now(cls, tz=None):
        return fixed


def render(template, context):
    try:
        return template.render(**context)
    except Exception:
        return None


def main() -> None:
    chat.datetime = FixedClock
    templates = [chat._compile_jinja_template(template["source"]) for template in given["templates"]]
    outputs = [[render(template, context) for context in given["contexts"]] for template in templates]
    about = f"Jinja2 {jinja2.__version__}, transformers {transformers.__version__}, Python {sys.version.split()[0]}"
    print(json.dumps({"about": about, "outputs": outputs}), flush=True)
    for line in sys.stdin:
        index, seconds = line.split()
        index = int(index)
        template = templates[index]
        contexts = [c for c, output in zip(given["contexts"], outputs[index]) if output is not None]
        renders, start = 0, time.perf_counter()
        end = start + float(seconds)
        while time.perf_counter() < end:
            for context in contexts:
                template.render(**context)
            renders += len(contexts)
        print(json.dumps({"renders": renders, "seconds": time.perf_counter() - start}), flush=True)


main()
