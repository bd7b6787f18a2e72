// The Live screen: the list of calls, and the transcript of the chosen one.
#pragma once

#include "call/call_event.h"
#include "ui/live/live_calls_model.h"

#include <QWidget>

class QLabel;
class QListView;

namespace nightbell {

class CallBar;
class CallHead;
class Headset;
class LetterKeys;
class Switchboard;
class TranscriptView;
struct Asker;

class LivePage : public QWidget
{
    Q_OBJECT

public:
    LivePage(Switchboard &switchboard, Headset &headset, const Asker &me, QWidget *parent = nullptr);

    const LiveCallsModel &calls() const { return m_calls; }
    void choose(const CallId &call);
    void passTime();
    void addKeysTo(LetterKeys &keys);

Q_SIGNALS:
    void waitingChanged(const QList<nightbell::CallSummary> &waiting); // the gravest first

private:
    QWidget *buildList();
    QWidget *buildCall();
    void take(const CallSummary &call);
    void drop(const CallId &call);
    void hear(const CallEvent &event);
    void open(const CallSummary &call);
    void showHints();

    Switchboard &m_switchboard;
    LiveCallsModel m_calls;
    CallId m_chosen;
    QLabel *m_count, *m_hint;
    QListView *m_list;
    CallHead *m_head;
    TranscriptView *m_transcript;
    CallBar *m_bar;
};

} // namespace nightbell
