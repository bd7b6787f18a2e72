#include "ui/controls/tokens.h"

namespace nightbell {

const Tokens &Tokens::dark()
{
    static const Tokens tokens{.win = QColor(0x12151A),
                               .paper = QColor(0x12151A),
                               .panel = QColor(0x191D24),
                               .field = QColor(0x0D1014),
                               .raised = QColor(0x232934),
                               .hover = QColor(0x2B3340),
                               .tint = QColor(0x262D38),
                               .line = QColor(0x303845),
                               .ctl = QColor(0x768294),
                               .text = QColor(0xEDF1F6),
                               .text2 = QColor(0xB9C2CF),
                               .text3 = QColor(0x97A2B2),
                               .off = QColor(0x808B9A),
                               .accent = QColor(0x7AB8FF),
                               .accentFill = QColor(0x1F5FAF),
                               .accentTint = QColor(0x1A2B42),
                               .red = QColor(0xFF8F86),
                               .redFill = QColor(0xB3261E),
                               .redTint = QColor(0x3B1B1C),
                               .redEdge = QColor(0xF2564D),
                               .amber = QColor(0xFFC555),
                               .amberFill = QColor(0xFFC555),
                               .amberTint = QColor(0x352A13),
                               .amberEdge = QColor(0xFFC555),
                               .onAmber = QColor(0x201600),
                               .violet = QColor(0xC3AEFF),
                               .violetFill = QColor(0x5B45A8),
                               .violetTint = QColor(0x29233F),
                               .green = QColor(0x6FD3A0),
                               .greenTint = QColor(0x18301F),
                               .focus = QColor(0xA8D1FF),
                               .onFill = QColor(0xFFFFFF)};
    return tokens;
}

const Tokens &Tokens::light()
{
    static const Tokens tokens{.win = QColor(0xE9EDF2),
                               .paper = QColor(0xFFFFFF),
                               .panel = QColor(0xF5F7FA),
                               .field = QColor(0xFFFFFF),
                               .raised = QColor(0xFFFFFF),
                               .hover = QColor(0xE4EAF1),
                               .tint = QColor(0xE4E9F0),
                               .line = QColor(0xCFD6DF),
                               .ctl = QColor(0x758191),
                               .text = QColor(0x14181E),
                               .text2 = QColor(0x3D4754),
                               .text3 = QColor(0x566170),
                               .off = QColor(0x7C8794),
                               .accent = QColor(0x0A57B8),
                               .accentFill = QColor(0x0A57B8),
                               .accentTint = QColor(0xE3EEFB),
                               .red = QColor(0xA81E17),
                               .redFill = QColor(0xB3261E),
                               .redTint = QColor(0xFCE9E7),
                               .redEdge = QColor(0xB3261E),
                               .amber = QColor(0x7A4A00),
                               .amberFill = QColor(0xFFC555),
                               .amberTint = QColor(0xFFF3D9),
                               .amberEdge = QColor(0x9A6200),
                               .onAmber = QColor(0x201600),
                               .violet = QColor(0x5238A8),
                               .violetFill = QColor(0x5B45A8),
                               .violetTint = QColor(0xEEEAFA),
                               .green = QColor(0x14633A),
                               .greenTint = QColor(0xE2F4E9),
                               .focus = QColor(0x0A57B8),
                               .onFill = QColor(0xFFFFFF)};
    return tokens;
}

const Tokens &Tokens::of(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? dark() : light();
}

QPalette Tokens::palette() const
{
    QPalette made;
    made.setColor(QPalette::Window, win);
    made.setColor(QPalette::WindowText, text);
    made.setColor(QPalette::Base, paper);
    made.setColor(QPalette::AlternateBase, panel);
    made.setColor(QPalette::Text, text);
    made.setColor(QPalette::PlaceholderText, text3);
    made.setColor(QPalette::Button, raised);
    made.setColor(QPalette::ButtonText, text);
    made.setColor(QPalette::BrightText, red);
    made.setColor(QPalette::Highlight, accentFill);
    made.setColor(QPalette::HighlightedText, onFill);
    made.setColor(QPalette::Link, accent);
    made.setColor(QPalette::ToolTipBase, raised);
    made.setColor(QPalette::ToolTipText, text);
    made.setColor(QPalette::Mid, line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        made.setColor(QPalette::Disabled, role, off);
    return made;
}

} // namespace nightbell
