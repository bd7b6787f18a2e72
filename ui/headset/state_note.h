// A short note on a tinted ground: an icon, what is, what to do.
#pragma once

#include "ui/headset/headset_words.h"

#include <QWidget>

class QLabel;

namespace nightbell {

class StateNote : public QWidget
{
    Q_OBJECT

public:
    explicit StateNote(QWidget *parent = nullptr);

    void show(const HeadsetWords &words);
    using QWidget::show;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    Mood m_mood = Mood::Plain;
    QLabel *m_state, *m_advice;
};

} // namespace nightbell
