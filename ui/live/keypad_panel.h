// The keys of a telephone, for the mouse and for the digits of the keyboard. How many were pressed is shown, which is
// not: somebody may read a card's number to a machine.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace nightbell {

class KeypadPanel : public QWidget
{
    Q_OBJECT

public:
    explicit KeypadPanel(QWidget *parent = nullptr);

    void showPressed(int keys); // that the engine took

Q_SIGNALS:
    void pressed(QChar key);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *buildKeys();

    QLabel *m_count;
    QPushButton *m_close;
};

} // namespace nightbell
