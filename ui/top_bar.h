// Clinic, open or closed, the clinic's own clock with its zone; at the end what belongs to this console.
#pragma once

#include <QTimeZone>
#include <QWidget>

class QHBoxLayout;

namespace nightbell {

class TopBar : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(QWidget *parent = nullptr);

    void showClinic(const QString &name, const QTimeZone &zone);
    void showOpen(bool open, const QString &words);
    void addAtEnd(QWidget *widget);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    QTimeZone m_zone = QTimeZone::utc();
    bool m_open = false;
    QString m_openWords;
    QHBoxLayout *m_end;
};

} // namespace nightbell
