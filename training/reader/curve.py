"""Draws how the reader grew with the questions it had seen: `python curve.py curve.tsv learning-curve.svg`.

The table has a line for each reader that was measured (evaluate.py): questions seen, AUROC against questions near the topic,
and the share answered right at a precision of 92 %, both from 0 to 1. The first line is the cosine alone.
"""

import sys
from pathlib import Path

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 56, 150, 44, 52
SERIES = (("AUROC, answerable against near the topic", "#4f46e5"), ("right at a precision of 92 %", "#b45309"))


def main() -> None:
    table, out = map(Path, sys.argv[1:])
    rows = [
        [float(cell) for cell in line.split("\t")]
        for line in table.read_text().splitlines()
        if line[:1].isdigit()
    ]
    most = max(row[0] for row in rows)

    def x(seen: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * seen / most

    def y(share: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="24" font-size="15">The reader, on articles that it has not seen</text>',
    ]
    for share in (0, 0.25, 0.5, 0.75, 1):
        parts.append(f'<path d="M{LEFT} {y(share)}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(share) + 4}" text-anchor="end" fill="#444">{share:g}</text>')
    for seen in range(0, int(most) + 1, 10_000):
        parts.append(f'<text x="{x(seen)}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle" fill="#444">{seen:,}</text>')
    parts.append(f'<text x="{x(most / 2)}" y="{HEIGHT - 10}" text-anchor="middle" fill="#444">questions seen</text>')
    for column, (label, colour) in enumerate(SERIES, 1):
        points = [(x(row[0]), y(row[column])) for row in rows]
        path = "L".join(f"{at:.1f} {height:.1f}" for at, height in points)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{at:.1f}" cy="{height:.1f}" r="3" fill="{colour}"/>' for at, height in points]
        words, lines = label.split(), [""]
        for word in words:
            if len(lines[-1]) + len(word) > 18:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        for at, line in enumerate(lines):
            top = points[-1][1] + 4 + 16 * at
            parts.append(f'<text x="{WIDTH - RIGHT + 12}" y="{top:.1f}" fill="{colour}">{line}</text>')
    out.write_text("\n".join([*parts, "</svg>", ""]))


if __name__ == "__main__":
    main()
