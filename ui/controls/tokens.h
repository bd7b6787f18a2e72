// The colours of the console, once. Palette, style and painters take them from here and nowhere else.
#pragma once

#include <QColor>
#include <QPalette>

namespace nightbell {

struct Tokens
{
    QColor win, paper, panel, field, raised, hover, tint;
    QColor line, ctl;
    QColor text, text2, text3, off;
    QColor accent, accentFill, accentTint;
    QColor red, redFill, redTint, redEdge;
    QColor amber, amberFill, amberTint, amberEdge, onAmber;
    QColor violet, violetFill, violetTint;
    QColor green, greenTint;
    QColor focus, onFill;

    QPalette palette() const;

    static const Tokens &dark();
    static const Tokens &light();
    static const Tokens &of(const QPalette &palette); // whichever this palette was made from
};

} // namespace nightbell
