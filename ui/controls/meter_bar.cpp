#include "ui/controls/meter_bar.h"

#include "ui/controls/tokens.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace nightbell {
namespace {

constexpr int cells = 16, loudCells = 2, cellGap = 2, leastWidth = 120, barHeight = 12;
constexpr double decibelPerCell = 3;

} // namespace

MeterBar::MeterBar(QWidget *parent) : QProgressBar(parent)
{
    setRange(0, cells);
    setValue(0);
    setTextVisible(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize MeterBar::sizeHint() const { return {leastWidth, barHeight}; }

void MeterBar::showPeak(double peak)
{
    const double below = peak > 0 ? -20 * std::log10(peak) / decibelPerCell : cells;
    setValue(std::clamp(cells - int(below), 0, cells));
}

void MeterBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = Tokens::of(palette());
    for (int cell = 0; cell < cells; ++cell) {
        const int from = (width() + cellGap) * cell / cells, to = (width() + cellGap) * (cell + 1) / cells - cellGap;
        const QColor lit = cell >= cells - loudCells ? tokens.amberEdge : tokens.green;
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(from, 0, to - from, height())),
                         cell < value() ? lit : tokens.line);
    }
}

} // namespace nightbell
