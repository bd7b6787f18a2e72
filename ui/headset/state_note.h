// A short note on a tinted ground: an icon, what is, what to do.
#pragma once

#include <QWidget>

class QLabel;

namespace nightbell {

class StateNote : public QWidget
{
    Q_OBJECT

public:
    explicit StateNote(QWidget *parent = nullptr);

    void show(const QString &icon, const QString &state, const QString &advice, bool fine);
    using QWidget::show;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    bool m_fine = true;
    QLabel *m_state, *m_advice;
};

} // namespace nightbell
