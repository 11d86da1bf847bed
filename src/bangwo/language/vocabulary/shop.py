"""Shop: what comes by parcel, and its brands."""
# ruff: noqa: E501

PRODUCTS = """
手机 华为手机 电脑 笔记本 笔记本电脑 手提电脑 游戏本 台式机 平板 平板电脑 耳机 蓝牙耳机 降噪耳机 音箱 智能音箱 充电宝 充电器 充电线 数据线 手机壳 钢化膜 鼠标 无线鼠标 键盘 机械键盘 显示器 硬盘 移动硬盘 U盘 内存卡 路由器 摄像头 相机 单反 镜头 无人机 打印机 硒鼓 墨盒 投影仪 电视 电视机 智能手表 手环 手表 游戏机 手柄 iPad iPhone AirPods MacBook Switch Kindle 显卡
电饭锅 电饭煲 空气炸锅 微波炉 烤箱 破壁机 豆浆机 榨汁机 咖啡机 电磁炉 电水壶 热水壶 保温杯 水杯 炒锅 不粘锅 冰箱 洗衣机 空调 电风扇 风扇 加湿器 空气净化器 除湿机 扫地机器人 扫地机 吸尘器 吹风机 电动牙刷 剃须刀 按摩椅 按摩仪 足浴盆 泡脚桶 体重秤 台灯 电热毯 暖风机 取暖器 热水器 血压计 血压仪 助听器 轮椅
衣服 羽绒服 大衣 外套 夹克 冲锋衣 毛衣 卫衣 T恤 衬衫 裤子 牛仔裤 运动裤 裙子 连衣裙 旗袍 汉服 西装 内衣 保暖内衣 秋衣 秋裤 睡衣 袜子 鞋 鞋子 跑鞋 运动鞋 球鞋 皮鞋 高跟鞋 靴子 雪地靴 凉鞋 拖鞋 帽子 围巾 手套 包 书包 背包 双肩包 行李箱 钱包 皮带 眼镜 墨镜 泳衣 泳镜 校服 童装 唐装
口红 香水 粉底 护肤品 护肤套装 面霜 精华 防晒霜 眼霜 首饰 项链 戒指 耳环 手链 金条 黄金
年货 年货礼盒 礼盒 坚果礼盒 茶叶礼盒 对联 春联 福字 红包 灯笼 窗花 腊肉 香肠 特产 白酒礼盒 燕窝 人参 阿胶 保健品 海参
书 教材 文具 钢笔 笔记本子 玩具 积木 乐高 拼图 毛绒玩具 盲盒 手办 婴儿车 儿童座椅 奶瓶 滑板车 自行车 电动车 头盔 帐篷 睡袋 露营车 瑜伽垫 哑铃 跑步机 羽毛球拍 篮球 足球 鱼竿 被子 四件套 枕头 床垫 床单 窗帘 地毯 沙发 桌子 椅子 书桌 办公椅 人体工学椅 衣柜 书架 收纳箱 置物架 花瓶 工具箱 电钻 雨衣 吉他 钢琴 琴
laptop|gaming laptop|phone|headphones|earphones|wireless mouse|mouse|keyboard|charger|phone charger|usb cable|cable|airpods|airpods pro|ipad|iphone|shoes|running shoes|jacket|down jacket|t-shirt|jeans|backpack|suitcase|watch|smartwatch|camera|power bank|monitor|vacuum cleaner|air fryer|rice cooker|hair dryer|book|toy|umbrella|tv|speaker|kindle|dress|coat|sweater|sneakers
"""

BRANDS = """
华为 小米 苹果官方 OPPO vivo 荣耀 三星 联想 戴尔 惠普 华硕 ThinkPad 雷蛇 罗技 索尼 佳能 尼康 大疆 飞利浦 美的 苏泊尔 格力 海尔 九阳 小熊 戴森 松下 科沃斯 石头 追觅 耐克 阿迪达斯 阿迪 李宁 安踏 特步 新百伦 匡威 优衣库 波司登 海澜之家 ZARA 无印良品 宜家 名创优品 京东 淘宝 天猫 拼多多 唯品会 得力 晨光 泡泡玛特 兰蔻 雅诗兰黛 欧莱雅 膳魔师 象印 网易严选 小天才 奥克斯 老凤祥 周大福 倍思 绿联 安克 鸿星尔克 斯凯奇 骆驼 迪卡侬 回力 始祖鸟 五常
nike|adidas|uniqlo|huawei|xiaomi|sony|anker|logitech|lenovo|dell|samsung|philips|dyson|ikea
"""

HEADS = """
机 器 鞋 服 裤 衣 裙 包 手机 电脑 耳机 线 壳 表 灯 锅 炉 壶 箱 椅 桌 床 被 垫 仪 盆 桶 键盘 鼠标 礼盒 套装 玩具 书 笔 霜 帽 袜 靴 外套 大衣 秤 扇
"""
