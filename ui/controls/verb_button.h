// A verb of the action bar: icon, key cap, word. It shows what the engine says; while it is asked, it says so.
#pragma once

#include <QAbstractButton>

namespace nightbell {

struct VerbLook
{
    QString icon;
    QString word;
    bool on = false; // it is so now; the word then says what a press would end
    QString whyNot;  // in a sentence; empty: it can be pressed
    bool operator==(const VerbLook &) const = default;
};

class VerbButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit VerbButton(QChar key, QWidget *parent = nullptr);

    void show(const VerbLook &look);
    void showAsking(bool asking);
    void press(); // what its key does
    QSize sizeHint() const override;
    using QAbstractButton::show;

Q_SIGNALS:
    void asked(); // pressed, and it can be

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void name();

    const QChar m_key;
    VerbLook m_look;
    bool m_asking = false;
};

} // namespace nightbell
