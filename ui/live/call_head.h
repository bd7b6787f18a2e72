// The head above the transcript: who calls, who has the call, how long.
#pragma once

#include "call/call_summary.h"

#include <QWidget>

#include <optional>

namespace nightbell {

class CallHead : public QWidget
{
    Q_OBJECT

public:
    explicit CallHead(QWidget *parent = nullptr);
    void show(const std::optional<CallSummary> &call);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<CallSummary> m_call;
};

} // namespace nightbell
