// Clinic, open or closed, and the clinic's own clock with its zone.
#pragma once

#include <QTimeZone>
#include <QWidget>

namespace nightbell {

class TopBar : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(QWidget *parent = nullptr);

    void showClinic(const QString &name, const QTimeZone &zone);
    void showOpen(bool open, const QString &words);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    QTimeZone m_zone = QTimeZone::utc();
    bool m_open = false;
    QString m_openWords;
};

} // namespace nightbell
