#include "ui/live/transcript_view.h"

#include "ui/controls/digits.h"
#include "ui/controls/icon_paint.h"
#include "ui/controls/tokens.h"
#include "ui/controls/type.h"

#include <QAccessible>
#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>

namespace nightbell {
namespace {

constexpr qreal side = 16, timeWidth = 44, iconWidth = 24, speakerWidth = 88, longestLine = 720, gap = 8;
constexpr qreal wordsLeft = side + timeWidth + iconWidth + speakerWidth;

} // namespace

TranscriptView::TranscriptView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setAccessibleName(tr("Transcript"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    verticalScrollBar()->setSingleStep(22);
}

TranscriptView::~TranscriptView() = default;

void TranscriptView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void TranscriptView::show(Transcript transcript)
{
    m_transcript = std::move(transcript);
    m_laidOut.clear();
    layOutFrom(0);
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void TranscriptView::take(const CallEvent &event)
{
    const int changed = m_transcript.take(event);
    if (changed < 0)
        return;
    layOutFrom(changed);
    const auto *heard = std::get_if<Heard>(&event.what);
    if (heard && heard->who == Party::Caller && QAccessible::isActive()) {
        QAccessibleEvent spoken(this, QAccessible::DescriptionChanged);
        setAccessibleDescription(m_transcript.lines().at(changed).words);
        QAccessible::updateAccessibility(&spoken);
    }
}

qreal TranscriptView::wordsWidth() const
{
    return std::max<qreal>(120, std::min(longestLine, viewport()->width() - wordsLeft - side));
}

TranscriptView::LaidOut TranscriptView::layOut(const TranscriptLine &line) const
{
    const Tokens &tokens = Tokens::of(palette());
    const bool event = line.kind == TranscriptLine::Kind::Event;
    LaidOut laidOut{std::make_unique<QTextLayout>(line.words, typeFont(event ? Type::Small : Type::Reading))};
    QList<QTextLayout::FormatRange> formats;
    if (line.heardUpTo >= 0 && line.heardUpTo < line.words.size()) {
        QTextCharFormat unheard;
        unheard.setFontStrikeOut(true);
        unheard.setForeground(tokens.text3);
        formats << QTextLayout::FormatRange{line.heardUpTo, int(line.words.size()) - line.heardUpTo, unheard};
    }
    if (const auto at = line.words.indexOf(line.dangerPhrase, 0, Qt::CaseInsensitive);
        !line.dangerPhrase.isEmpty() && at >= 0) {
        QTextCharFormat danger;
        danger.setBackground(tokens.redFill);
        danger.setForeground(tokens.onFill);
        danger.setFontWeight(QFont::Bold);
        formats << QTextLayout::FormatRange{int(at), int(line.dangerPhrase.size()), danger};
    }
    laidOut.words->setFormats(formats);
    laidOut.words->beginLayout();
    for (QTextLine each = laidOut.words->createLine(); each.isValid(); each = laidOut.words->createLine()) {
        each.setLineWidth(event ? wordsWidth() + speakerWidth : wordsWidth());
        each.setPosition({0, laidOut.height});
        laidOut.height += each.height();
    }
    laidOut.words->endLayout();
    return laidOut;
}

void TranscriptView::layOutFrom(int line)
{
    const bool atEnd = verticalScrollBar()->value() == verticalScrollBar()->maximum();
    const QList<TranscriptLine> &lines = m_transcript.lines();
    const auto first = std::size_t(std::min<qsizetype>(line, qsizetype(m_laidOut.size())));
    m_laidOut.resize(std::size_t(lines.size()));
    qreal top = first ? m_laidOut[first - 1].top + m_laidOut[first - 1].height + gap : gap;
    for (std::size_t i = first; i < m_laidOut.size(); ++i) {
        if (i == first || !m_laidOut[i].words)
            m_laidOut[i] = layOut(lines[qsizetype(i)]);
        m_laidOut[i].top = top;
        top += m_laidOut[i].height + gap;
    }
    m_height = top;
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, qCeil(m_height) - viewport()->height()));
    if (atEnd)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    viewport()->update();
}

void TranscriptView::paintLine(QPainter &painter, const TranscriptLine &line, const LaidOut &laidOut, qreal top) const
{
    const Tokens &tokens = Tokens::of(palette());
    const bool event = line.kind == TranscriptLine::Kind::Event;
    const qreal firstLine = laidOut.words->lineAt(0).height();
    painter.setFont(typeFont(Type::Small));
    painter.setPen(tokens.text3);
    paintDigits(painter, QRectF(side, top, timeWidth - gap, firstLine), Qt::AlignRight, m_transcript.timeOf(line));
    const QColor mark = line.grave ? tokens.red : event ? tokens.text3 : line.callerSpeaks ? tokens.text : tokens.text2;
    paintIcon(painter, QRectF(side + timeWidth, top + (firstLine - 16) / 2, 16, 16), line.icon, mark);
    painter.setPen(mark);
    if (event) {
        laidOut.words->draw(&painter, {side + timeWidth + iconWidth, top});
        const qreal from = side + timeWidth + iconWidth + laidOut.words->lineAt(0).naturalTextWidth() + gap;
        painter.setPen(tokens.line);
        painter.drawLine(QPointF(from, top + firstLine / 2), QPointF(viewport()->width() - side, top + firstLine / 2));
        return;
    }
    painter.setFont(typeFont(Type::Body, line.callerSpeaks ? QFont::DemiBold : QFont::Normal));
    painter.drawText(QRectF(side + timeWidth + iconWidth, top, speakerWidth - gap, firstLine), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(line.speaker, Qt::ElideRight, int(speakerWidth - gap)));
    laidOut.words->draw(&painter, {wordsLeft, top});
    if (line.heardUpTo >= 0 && line.heardUpTo < line.words.size()) {
        const QTextLine last = laidOut.words->lineAt(laidOut.words->lineCount() - 1);
        painter.setFont(typeFont(Type::Caption, QFont::DemiBold));
        const QString words = tr("not heard");
        const QRectF chip(wordsLeft + last.naturalTextWidth() + 6, top + last.y() + 2,
                          painter.fontMetrics().horizontalAdvance(words) + 10, last.height() - 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.tint);
        painter.drawRoundedRect(chip, 3, 3);
        painter.setPen(tokens.text2);
        painter.drawText(chip, Qt::AlignCenter, words);
    }
}

void TranscriptView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = Tokens::of(palette());
    painter.fillRect(viewport()->rect(), tokens.paper);
    if (m_laidOut.empty()) {
        painter.setFont(typeFont(Type::Body));
        painter.setPen(tokens.text3);
        painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap,
                         m_emptyText);
        return;
    }
    const qreal lift = std::max<qreal>(0, viewport()->height() - m_height); // few lines stand at the foot
    const qreal offset = lift - verticalScrollBar()->value();
    for (std::size_t i = 0; i < m_laidOut.size(); ++i) {
        const qreal top = m_laidOut[i].top + offset;
        if (top + m_laidOut[i].height >= 0 && top <= viewport()->height())
            paintLine(painter, m_transcript.lines()[qsizetype(i)], m_laidOut[i], top);
    }
    if (hasFocus()) {
        painter.setPen(QPen(tokens.focus, 2));
        painter.drawRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1));
    }
}

void TranscriptView::resizeEvent(QResizeEvent *)
{
    m_laidOut.clear();
    layOutFrom(0);
}

void TranscriptView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_laidOut.clear();
        layOutFrom(0);
    }
}

} // namespace nightbell
