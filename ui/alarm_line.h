// The line under the top bar that is always there: calm, or the gravest alarm with Claim. Painted whole in one frame.
#pragma once

#include "call/call_summary.h"

#include <QStringList>
#include <QWidget>

#include <optional>

class QPushButton;

namespace nightbell {

class AlarmLine : public QWidget
{
    Q_OBJECT

public:
    explicit AlarmLine(QWidget *parent = nullptr);

    void show(const QList<CallSummary> &waiting);  // the gravest first
    void showFaults(const QStringList &sentences); // of the engine, the gravest first; none: all is fine
    void showUnheard(bool unheard);                // no loudspeaker rings: the line is all there is
    void showQuiet(const QString &until);          // when wishes for a person are heard again; empty: they are
    void showAsking(bool asking);
    void showRefusal(const EscalationId &escalation, const QString &words);
    void claimTop();
    void toggleQuiet();

    QSize sizeHint() const override;

Q_SIGNALS:
    void quietAsked(bool quiet);
    void claimAsked(const nightbell::CallId &call, const nightbell::EscalationId &escalation);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Alarm
    {
        CallId call;
        EscalationId escalation;
        Gravity gravity = Gravity::Asks;
        Instant since;
        QString name;
        QString words;
    };

    void announce();
    void say(const QString &words);
    void place();
    void nameQuiet();
    void paintCalm(QPainter &painter, QRect room) const;

    std::optional<Alarm> m_alarm;
    int m_alsoWaiting = 0;
    QString m_refusal;
    QStringList m_faults;
    bool m_unheard = false;
    QString m_quietUntil;
    int m_right = 0; // where the words end and the buttons begin
    QPushButton *m_quiet;
    QPushButton *m_claim;
};

} // namespace nightbell
