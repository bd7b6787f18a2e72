// The transcript on paper: time, speaker, words. The newest line ends just above the foot; scrolled up, the view stays.
// One cached layout per line; only lines that changed are laid out anew.
#pragma once

#include "ui/live/transcript.h"

#include <QAbstractScrollArea>

#include <memory>
#include <vector>

class QTextLayout;

namespace nightbell {

class TranscriptView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TranscriptView(QWidget *parent = nullptr);
    ~TranscriptView() override;

    void show(Transcript transcript); // another call
    void take(const CallEvent &event);
    void setEmptyText(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct LaidOut
    {
        std::unique_ptr<QTextLayout> words;
        qreal height = 0;
        qreal top = 0;
    };

    void layOutFrom(int line);
    LaidOut layOut(const TranscriptLine &line) const;
    void paintLine(QPainter &painter, const TranscriptLine &line, const LaidOut &laidOut, qreal top) const;
    qreal wordsWidth() const;

    Transcript m_transcript;
    std::vector<LaidOut> m_laidOut;
    qreal m_height = 0;
    QString m_emptyText;
};

} // namespace nightbell
