// The headset in the top bar: its state in an icon and a word; opens the panel.
#pragma once

#include "ui/headset/headset_words.h"

#include <QAbstractButton>

namespace nightbell {

class HeadsetButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit HeadsetButton(QWidget *parent = nullptr);

    void show(const HeadsetStatus &status);
    QSize sizeHint() const override;
    using QAbstractButton::show;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QString m_icon;
    Mood m_mood = Mood::Plain;
};

} // namespace nightbell
