// The level of a sound: sixteen cells. Silent for a screen reader unless it is asked.
#pragma once

#include <QProgressBar>

namespace nightbell {

class MeterBar : public QProgressBar
{
    Q_OBJECT

public:
    explicit MeterBar(QWidget *parent = nullptr);

    void showPeak(double peak); // 0 to 1
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace nightbell
